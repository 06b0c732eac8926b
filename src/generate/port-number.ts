import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";

/** A port as Go's Atoi reads it; as in kubectl only its lower 32 bits are kept. */
export function portNumber(text: string): number {
  const problem = (reason: string) => new CliError(`strconv.Atoi: parsing ${goQuote(text)}: ${reason}`);
  if (!/^[+-]?\d+$/.test(text)) throw problem("invalid syntax");
  const value = BigInt(text.replace(/^\+/, ""));
  if (BigInt.asIntN(64, value) !== value) throw problem("value out of range");
  return Number(BigInt.asIntN(32, value));
}
