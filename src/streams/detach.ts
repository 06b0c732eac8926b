import { CliError } from "../core/errors.ts";

/** The keys that leave a session when nothing else was said. */
export const DETACH_KEYS = "ctrl-p,ctrl-q";

/** "ctrl-p,ctrl-q" or "a,b" as the bytes that a terminal sends; nothing means the usual keys. Throws kubectl's error. */
export function detachBytes(text: string): Buffer {
  const keys = (text || DETACH_KEYS).split(",").map((key) => {
    const letter = /^ctrl-([a-z@[\]\\^_])$/.exec(key)?.[1];
    if (letter !== undefined) return letter.toUpperCase().charCodeAt(0) - 64;
    if (Buffer.byteLength(key) === 1) return key.charCodeAt(0);
    throw new CliError(`could not bind detach keys: Unknown character: '${key}'`);
  });
  return Buffer.from(keys);
}

/** Passes on what is typed, but for the keys that leave the session: they end it, and `leave` is called. */
export async function* untilDetached(
  typed: AsyncIterable<Uint8Array>,
  keys: Uint8Array,
  leave: () => void,
): AsyncGenerator<Uint8Array> {
  // How many of the keys have been typed: they are held back until it is clear what they mean.
  let matched = 0;
  for await (const chunk of typed) {
    const passed: number[] = [];
    for (const code of chunk) {
      if (code === keys[matched]) {
        matched += 1;
        if (matched < keys.length) continue;
        if (passed.length > 0) yield Uint8Array.from(passed);
        return leave();
      }
      passed.push(...keys.subarray(0, matched), code);
      matched = 0;
    }
    if (passed.length > 0) yield Uint8Array.from(passed);
  }
  if (matched > 0) yield keys.subarray(0, matched);
}
