import { goQuote } from "../../core/json/go-quote.ts";
import type { Value } from "./value.ts";

/** A template that cannot be parsed; `message` is Go's own without the template's name. */
export class TemplateSyntaxError extends Error {
  override readonly name = "TemplateSyntaxError";
}

interface Place {
  /** Index into the template's text; messages give its line and column. */
  readonly at: number;
}

export type Operand = Place &
  (
    | { readonly kind: "field"; readonly names: readonly string[] }
    | { readonly kind: "variable"; readonly names: readonly [string, ...string[]] }
    | { readonly kind: "chain"; readonly of: Operand; readonly names: readonly string[] }
    | { readonly kind: "function"; readonly name: string }
    | { readonly kind: "literal"; readonly value: Value; readonly source: string; readonly problem?: string }
    | { readonly kind: "string"; readonly value: string; readonly source: string }
    | { readonly kind: "dot" }
    | { readonly kind: "nil" }
    | Pipeline
  );

export interface Command extends Place {
  readonly kind: "command";
  readonly args: readonly Operand[];
}

export interface Pipeline extends Place {
  readonly kind: "pipeline";
  readonly variables: readonly string[];
  readonly isAssign: boolean;
  readonly commands: readonly Command[];
}

export type Statement = Place &
  (
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "action"; readonly pipe: Pipeline }
    | { readonly kind: "break" | "continue" }
    | {
        readonly kind: "if" | "with" | "range";
        readonly pipe: Pipeline;
        readonly body: Block;
        readonly otherwise?: Block;
      }
    | { readonly kind: "template"; readonly name: string; readonly pipe?: Pipeline }
  );

export type Block = readonly Statement[];

export type AnyNode = Operand | Command | Statement;

/** A node as Go writes it in messages ("at <.spec.replicas>"). */
export function nodeText(node: AnyNode): string {
  switch (node.kind) {
    case "field":
      return `.${node.names.join(".")}`;
    case "variable":
      return node.names.join(".");
    case "chain":
      return `${argumentText(node.of)}.${node.names.join(".")}`;
    case "function":
      return node.name;
    case "literal":
    case "string":
      return node.source;
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "command":
      return node.args.map(argumentText).join(" ");
    case "pipeline": {
      const names = node.variables.length > 0 ? `${node.variables.join(", ")} ${node.isAssign ? "=" : ":="} ` : "";
      return names + node.commands.map(nodeText).join(" | ");
    }
    default:
      return statementText(node);
  }
}

const argumentText = (node: Operand): string => (node.kind === "pipeline" ? `(${nodeText(node)})` : nodeText(node));

function statementText(node: Statement): string {
  switch (node.kind) {
    case "text":
      return node.text;
    case "action":
      return `{{${nodeText(node.pipe)}}}`;
    case "break":
    case "continue":
      return `{{${node.kind}}}`;
    case "template":
      return `{{template ${goQuote(node.name)}${node.pipe ? ` ${nodeText(node.pipe)}` : ""}}}`;
    default: {
      const otherwise = node.otherwise ? `{{else}}${node.otherwise.map(statementText).join("")}` : "";
      return `{{${node.kind} ${nodeText(node.pipe)}}}${node.body.map(statementText).join("")}${otherwise}{{end}}`;
    }
  }
}
