import { CliError } from "../core/errors.ts";

/** One side of a copy: a file here, or one of a pod's. */
export interface Place {
  /** "" for a place here. */
  readonly pod: string;
  /** "" where none was named. */
  readonly namespace: string;
  /** Without a slash at its end. */
  readonly path: string;
}

const withoutEnd = (path: string): string => (path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path);

/** Reads `[[NAMESPACE/]POD:]PATH`. Throws kubectl's error. */
export function parsePlace(word: string): Place {
  const colon = word.indexOf(":");
  if (colon < 0) return { pod: "", namespace: "", path: withoutEnd(word) };
  const [first = "", second, ...more] = word.slice(0, colon).split("/");
  if (colon === 0 || more.length > 0) {
    throw new CliError("filespec must match the canonical format: [[namespace/]pod:]file/path");
  }
  const path = withoutEnd(word.slice(colon + 1)).replaceAll("\\", "/");
  return second === undefined ? { pod: first, namespace: "", path } : { pod: second, namespace: first, path };
}

/** Reads both sides; exactly one is a pod's. Throws kubectl's errors. */
export function parsePlaces(args: readonly string[]): { readonly from: Place; readonly to: Place } {
  const [first, second, ...more] = args;
  if (first === undefined || second === undefined || more.length > 0) {
    throw new CliError("source and destination are required");
  }
  const [from, to] = [parsePlace(first), parsePlace(second)];
  if (from.pod !== "" && to.pod !== "") throw new CliError("one of src or dest must be a local file specification");
  if (from.path === "" || to.path === "") throw new CliError("filepath can not be empty");
  if (from.pod === "" && to.pod === "") throw new CliError("one of src or dest must be a remote file specification");
  return { from, to };
}
