import { compileGoRegExp } from "../core/go-regexp/compile.ts";

/** What a filter looks at: the path without escapes, as the API server will see it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** The Host header. */
  readonly host: string;
}

export interface FilterFlags {
  readonly acceptHosts: string;
  readonly acceptPaths: string;
  readonly rejectMethods: string;
  readonly rejectPaths: string;
}

export interface Filter {
  /** Whether a request may pass. */
  accepts(asked: Asked): boolean;
  /** Whether a Host header is one of ours; keeps out pages whose name was made to point here. */
  acceptsHost(host: string): boolean;
}

/** The filter of the four flags, each a list of Go's regular expressions; throws Go's error for the first that is none. */
export function makeFilter(flags: FilterFlags): Filter {
  const acceptPaths = list(flags.acceptPaths);
  const rejectPaths = list(flags.rejectPaths);
  const acceptHosts = list(flags.acceptHosts);
  const rejectMethods = list(flags.rejectMethods);
  const acceptsHost = (host: string) => hostNames(host).some((name) => matches(acceptHosts, name));
  return {
    acceptsHost,
    accepts: ({ method, path, host }) =>
      !matches(rejectPaths, path) && !matches(rejectMethods, method) && matches(acceptPaths, path) && acceptsHost(host),
  };
}

/** An empty list matches nothing. */
const list = (text: string): RegExp[] => (text === "" ? [] : text.split(",").map(compileGoRegExp));

const matches = (patterns: readonly RegExp[], text: string): boolean => patterns.some((one) => one.test(text));

/** How patterns may speak of a host: without its port; an IPv6 address with a port with its brackets, too. */
export function hostNames(header: string): readonly string[] {
  const bracketed = /^(\[([^[\]]*)\]):[^:[\]]*$/.exec(header);
  if (bracketed) return [bracketed[1] ?? "", bracketed[2] ?? ""];
  const [, name] = /^([^:[\]]*):[^:[\]]*$/.exec(header) ?? [];
  return [name ?? header];
}
