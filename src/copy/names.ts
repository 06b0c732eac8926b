import { posix } from "node:path";

/** The head that tar gives the names of what was asked for: without slashes in front and ways up. */
export function headOf(path: string): string {
  const clean = posix.normalize(path.replace(/^\/+/, "") || ".").replace(/^(\.\.\/)+/, "");
  return clean === "." || clean === ".." ? "" : clean.replace(/^\/+|\/$/g, "");
}

/** Where an entry belongs below the target: its steps (none: the target itself), or why it has no place there. */
export type Spot = { readonly steps: readonly string[] } | { readonly problem: "corrupted" | "outside" };

/** Finds an entry's place by its name. `isWindows`: names that mean something else there have no place. */
export function spotOf(name: string, head: string, isWindows: boolean): Spot {
  if (!name.startsWith(head) || name.includes("\0")) return { problem: "corrupted" };
  const rest = name.slice(head.length);
  if (head !== "" && rest !== "" && !rest.startsWith("/")) return { problem: "corrupted" };
  const steps: string[] = [];
  for (const step of rest.split("/")) {
    if (step === "" || step === ".") continue;
    if (step !== "..") steps.push(step);
    else if (steps.pop() === undefined) return { problem: "outside" };
  }
  if (isWindows && steps.some(isStrange)) return { problem: "outside" };
  return { steps };
}

/** Other drives, streams, separators, devices, and ends that Windows drops. */
const isStrange = (step: string): boolean =>
  /[\\:*?"<>|\u0000-\u001f]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(step);
