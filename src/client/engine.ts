import { setFlagsFromString } from "node:v8";

/** Has V8 optimize code after all, where bin/ told it not to for the command's sake: much of it is about to run often. */
export const optimizeCode = (): void => setFlagsFromString("--opt");
