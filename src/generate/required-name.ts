import { CliError } from "../core/errors.ts";

/** Refuses an empty name; other names are the server's to judge. */
export function requireName(name: string): void {
  if (name === "") throw new CliError("name must be specified");
}
