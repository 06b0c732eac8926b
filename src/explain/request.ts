import { CliError } from "../core/errors.ts";

/** The parts of RESOURCE.FIELD.FIELD: the resource's word and what follows it, empty parts left out. */
export function readRequest(words: string): { readonly word: string; readonly rest: readonly string[] } {
  const strange = /[^\w\-.\\/$:\u0080-\u{10ffff}]/u.exec(words)?.[0];
  if (strange !== undefined) throw new CliError(`unrecognized character in action: ${unicodeText(strange)}`);
  const [word = "", ...rest] = words.split(".").filter((part) => part !== "");
  return { word, rest };
}

/** A character as Go's %#U shows it. */
const unicodeText = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")} '${character}'`;

/** The fields without the group, where the plural name of a type stands before its whole group ("deployments.apps.spec"). */
export function withoutGroup(
  word: string,
  rest: readonly string[],
  { plural, group }: { readonly plural: string; readonly group: string },
): readonly string[] {
  const parts = group === "" ? [] : group.split(".");
  const isGroup = word === plural && parts.every((part, at) => rest[at] === part);
  return isGroup ? rest.slice(parts.length) : rest;
}
