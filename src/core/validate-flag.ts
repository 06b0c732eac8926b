import { CliError } from "./errors.ts";
import { optional } from "./flags.ts";

/** --validate: what the server makes of fields that it does not know, or that stand twice. */
export const validateFlag = {
  validate: optional("How to treat unknown and doubled fields: strict (or true), warn, ignore (or false).", {
    default: "strict",
    bare: "strict",
  }),
};

const VALIDATIONS: Readonly<Record<string, string>> = {
  strict: "Strict",
  true: "Strict",
  warn: "Warn",
  ignore: "Ignore",
  false: "Ignore",
};

/** The value of the `fieldValidation` parameter; throws kubectl's error. */
export function readValidate(text: string): string {
  const known = Object.hasOwn(VALIDATIONS, text) ? VALIDATIONS[text] : undefined;
  if (known) return known;
  throw new CliError(
    `invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)`,
  );
}
