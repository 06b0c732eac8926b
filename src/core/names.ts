/** A resource type as the user wrote it: "deployments", "deploy.apps", "deployments.v1.apps", "pods.v1.". */
export interface ResourceWord {
  readonly resource: string;
  /** Readings to try in order: with version and group, then with group only, then the bare word. */
  readonly readings: readonly ResourceReading[];
}

export interface ResourceReading {
  readonly resource: string;
  readonly version?: string;
  readonly group?: string;
}

/** Reads TYPE[.VERSION][.GROUP]; a word with two or more dots may be either form. Empty parts leave the choice open. */
export function readResourceWord(word: string): ResourceWord {
  const [resource = "", second, ...rest] = word.split(".");
  if (resource === "") return { resource, readings: [] };
  if (second === undefined) return { resource, readings: [{ resource }] };
  const grouped = reading(resource, "", [second, ...rest].join("."));
  if (rest.length === 0) return { resource, readings: [grouped] };
  return { resource, readings: [reading(resource, second, rest.join(".")), grouped] };
}

const reading = (resource: string, version: string, group: string): ResourceReading => ({
  resource,
  ...(version === "" ? {} : { version }),
  ...(group === "" ? {} : { group }),
});

export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** "apps/v1" or "v1"; undefined when it is neither. */
export function readGroupVersion(text: string): GroupVersion | undefined {
  const parts = text.split("/");
  if (parts.length > 2) return undefined;
  return parts.length === 2
    ? { group: parts[0] as string, version: parts[1] as string }
    : { group: "", version: parts[0] as string };
}

export const writeGroupVersion = ({ group, version }: GroupVersion): string =>
  group === "" ? version : `${group}/${version}`;

/** "deployments.apps", or "pods" for the core group. */
export const withGroup = (resource: string, group: string): string =>
  group === "" ? resource : `${resource}.${group}`;
