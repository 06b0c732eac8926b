import { readFileSync } from "node:fs";
import { join, normalize, resolve } from "node:path";
import { CliError } from "../core/errors.ts";
import { isObject, type Json, type JsonObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { type Kuberc, readPreference, strictProblems } from "./kuberc-schema.ts";

/** An error of preferences that kubectl prints without its usual "error: ". */
export const preferenceError = (text: string): CliError =>
  new CliError(`error occurred while applying preferences ${text}`, { prefix: "" });

export interface KubercPlace {
  readonly file: string;
  /** Named by --kuberc or $KUBERC: then it must exist. */
  readonly isExplicit: boolean;
}

/** Where preferences are read from: --kuberc, $KUBERC, ~/.kube/kuberc; undefined when they are turned off. */
export function kubercPlace(explicit: string, world: World): KubercPlace | undefined {
  if (world.env.KUBECTL_KUBERC === "false" || world.env.KUBERC === "off") return undefined;
  const named = explicit || world.env.KUBERC || "";
  return named ? { file: named, isExplicit: true } : { file: join(world.home, ".kube", "kuberc"), isExplicit: false };
}

/**
 * The preferences in force; undefined without any. Warnings about what could not be used go to stderr as kubectl writes
 * them (unless `warns` is false: a second look says nothing new); throws kubectl's errors for a named file that is missing
 * and for a bad credential plugin policy.
 */
export async function loadKuberc(explicit: string, world: World, warns = true): Promise<Kuberc | undefined> {
  const place = kubercPlace(explicit, world);
  if (!place) return undefined;
  const text = readText(place, world);
  if (text === undefined) return undefined;
  if (text.replace(/^---$/gm, "").trim() === "") return undefined;
  const { readStream } = await import("../core/yaml/read.ts");
  // What stands in front of a bad document counts.
  const { documents } = await readStream(Buffer.from(text));
  const warn = (text: string) => warns && world.streams.stderr.write(`kuberc: ${text}`);
  const values = documents.map(({ value }) => value);
  return choose(values, place.file, warn);
}

function readText({ file, isExplicit }: KubercPlace, world: World): string | undefined {
  try {
    return readFileSync(resolve(world.cwd, file), "utf8");
  } catch (error) {
    if (!isExplicit) return undefined;
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw preferenceError(
      `kuberc error kuberc: open ${file}: ${missing ? "no such file or directory" : (error as Error).message}`,
    );
  }
}

const VERSIONS = ["kubectl.config.k8s.io/v1beta1", "kubectl.config.k8s.io/v1alpha1"];

/** The first document that is a preference and can be read, with a warning about fields it got wrong. */
function choose(documents: readonly Json[], file: string, warn: (text: string) => void): Kuberc | undefined {
  for (const document of documents) {
    const read = isPreference(document) ? tryRead(document) : undefined;
    if (!read) continue;
    const problems = strictProblems(document as JsonObject);
    if (problems.length > 0)
      warn(`ignoring strict decoding error in ${file}: strict decoding error: ${problems.join(", ")}`);
    return checked(read);
  }
  warn(`no preferences loaded from ${file}: no valid preferences found in ${file}, use --v=5 to see details`);
  return undefined;
}

const isPreference = (document: Json): document is JsonObject =>
  isObject(document) && document.kind === "Preference" && VERSIONS.includes(String(document.apiVersion));

function tryRead(document: JsonObject): Kuberc | undefined {
  try {
    return readPreference(document);
  } catch {
    return undefined;
  }
}

function checked(kuberc: Kuberc): Kuberc {
  const problem = policyProblem(kuberc.credentialPlugins);
  if (problem) throw preferenceError(problem);
  return kuberc;
}

/** What is wrong with a credential plugin policy: it guards something, so that nothing about it may be guessed. */
function policyProblem({ policy, allowlist }: Kuberc["credentialPlugins"]): string | undefined {
  const quoted = JSON.stringify(policy);
  if (!["", "AllowAll", "DenyAll", "Allowlist"].includes(policy)) return `unknown plugin policy: ${quoted}`;
  if (policy !== "Allowlist") {
    if (!allowlist) return undefined;
    return `misconfigured credential plugin allowlist: plugin policy is ${quoted} but allowlist is non-nil`;
  }
  if (!allowlist) return `credential plugin policy set to ${quoted}, but allowlist is unspecified`;
  if (allowlist.length === 0)
    return `credential plugin policy set to ${quoted}, but allowlist is empty; use "DenyAll" policy instead`;
  return allowlist.map(entryProblem).find(Boolean);
}

function entryProblem({ command = "" }: JsonObject, at: number): string | undefined {
  if (command === "") return `misconfigured credential plugin allowlist: empty allowlist entry #${at + 1}`;
  const clean = normalize(String(command));
  return clean === command
    ? undefined
    : `non-normalized file path: ${JSON.stringify(command)} vs ${JSON.stringify(clean)}`;
}
