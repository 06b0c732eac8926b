import { CliError } from "../core/errors.ts";

/** A path that leads nowhere: kubectl names its last field. */
export const noField = (path: readonly string[]): CliError =>
  new CliError(`field ${JSON.stringify(path.at(-1) ?? "")} does not exist`);
