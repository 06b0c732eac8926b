import type { Json } from "../../core/object.ts";
export const compileGoTemplate = (_t: string, _o: { allowMissing?: boolean } = {}): ((value: Json, write: (text: string) => void) => void) => { throw new Error("go templates come next"); };
