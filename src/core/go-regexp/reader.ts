/** The pattern and what of it is still to be read. */
export interface Reader {
  readonly pattern: string;
  readonly rest: string;
  take(count: number): string;
  skip(count: number): void;
}

export function reader(pattern: string): Reader {
  let rest = pattern;
  return {
    pattern,
    get rest() {
      return rest;
    },
    take(count) {
      const taken = rest.slice(0, count);
      rest = rest.slice(count);
      return taken;
    },
    skip(count) {
      rest = rest.slice(count);
    },
  };
}

/** Go's error for a pattern: what is wrong, and where. */
export const refuse = (reason: string, text: string): Error =>
  new Error(`error parsing regexp: ${reason}: \`${text}\``);
