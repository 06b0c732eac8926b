import { setFlagsFromString } from "node:v8";

/**
 * Keeps the parser of HTTP, which is WebAssembly, in the form it is first compiled to: a better one takes 30 MB and a
 * tenth of a second of a core to make, and bodies pass it by in one piece.
 */
export const keepParserSmall = (): void => setFlagsFromString("--liftoff-only");

/** For commands that send many small requests: what is young stays in little memory. */
export const keepHeapSmall = (): void => setFlagsFromString("--semi-space-growth-factor=1");

/** From here on no code is optimized: for commands that wait for the network most of the time, before they do. */
export const keepCodeSmall = (): void => setFlagsFromString("--no-opt");
