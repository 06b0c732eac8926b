import { UsageError } from "../core/errors.ts";
import { goQuote, goQuoteRune } from "../core/json/go-quote.ts";
import { bareValue, type FlagTable, type NamedFlag } from "./flag-table.ts";
import { parseValue } from "./values.ts";

/** A flag as it was given, its value spelled out. */
export interface GivenFlag extends NamedFlag {
  readonly text: string;
}

export interface Words {
  readonly given: readonly GivenFlag[];
  readonly args: readonly string[];
  /** How many of `args` stand before `--`; -1 without one. */
  readonly dash: number;
}

/**
 * Reads words in pflag's grammar: `--flag value`, `--flag=value`, `-f value`, `-fvalue`, `-f=value`, `-abc`, bare
 * booleans and optional values, flags between arguments, `--`. Throws UsageError (no hint) in pflag's words, at the
 * first bad word.
 */
export function readWords(words: readonly string[], flags: FlagTable): Words {
  const given: GivenFlag[] = [];
  const args: string[] = [];
  const rest = [...words];
  const next = (need: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new UsageError(`flag needs an argument: ${need}`);
    return value;
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") return { given, args: [...args, ...rest], dash: args.length };
    if (word.startsWith("--")) given.push(readLong(word, flags, next));
    else if (word.startsWith("-") && word.length > 1) given.push(...readShorts(word, flags, next));
    else args.push(word);
  }
  return { given, args, dash: -1 };
}

type Next = (need: string) => string;

function readLong(word: string, flags: FlagTable, next: Next): GivenFlag {
  const body = word.slice(2);
  if (body.startsWith("-") || body.startsWith("=")) throw new UsageError(`bad flag syntax: ${word}`);
  const equals = body.indexOf("=");
  const name = equals < 0 ? body : body.slice(0, equals);
  const found = flags.long(name);
  if (!found) throw new UsageError(`unknown flag: --${name}`);
  if (equals >= 0) return checked(found, body.slice(equals + 1));
  return checked(found, bareValue(found.flag) ?? next(word));
}

function readShorts(word: string, flags: FlagTable, next: Next): GivenFlag[] {
  const given: GivenFlag[] = [];
  let letters = word.slice(1);
  while (letters !== "") {
    const letter = letters[0] as string;
    const found = flags.short(letter);
    if (!found) throw new UsageError(`unknown shorthand flag: ${quoteRune(letter)} in -${letters}`);
    const tail = letters.slice(1);
    const bare = bareValue(found.flag);
    if (tail.startsWith("=") && tail.length > 1) return [...given, checked(found, tail.slice(1))];
    if (bare === undefined) return [...given, checked(found, tail || next(`${quoteRune(letter)} in -${letters}`))];
    given.push(checked(found, bare));
    letters = tail;
  }
  return given;
}

/** pflag names the first byte of the letter's UTF-8 form, read as a character and encoded once more. */
const quoteRune = (letter: string): string => goQuoteRune(letter < "\x80" ? letter : "Ã");

/** Refuses a value of the wrong form at once, so that the first bad word is the one reported. */
function checked(found: NamedFlag, text: string): GivenFlag {
  checkValue(found, text);
  return { ...found, text };
}

/** Throws UsageError in pflag's words when the text is no value of the flag. */
export function checkValue({ name, flag }: NamedFlag, text: string): void {
  try {
    parseValue(flag, text);
  } catch (error) {
    const shown = flag.shorthand ? `-${flag.shorthand}, --${name}` : `--${name}`;
    throw new UsageError(`invalid argument ${goQuote(text)} for "${shown}" flag: ${(error as Error).message}`);
  }
}
