import { CliError } from "../core/errors.ts";
import { readJson } from "../core/json/read.ts";
import { isObject, type Json } from "../core/object.ts";

/** What a remote command came to: its exit code. Throws when the server says that it could not be run. */
export function exitCodeOf(text: string): number {
  const status = parsed(text);
  if (!isObject(status)) throw new CliError(`error stream protocol error: ${text}`);
  if (status.status === "Success") return 0;
  if (status.reason !== "NonZeroExitCode") throw new CliError(String(status.message ?? "").trimEnd());
  const { causes } = isObject(status.details) ? status.details : {};
  const cause = (Array.isArray(causes) ? causes : []).filter(isObject).find(({ reason }) => reason === "ExitCode");
  const code = Number(cause?.message ?? Number.NaN);
  if (Number.isInteger(code)) return code;
  throw new CliError(`error stream protocol error: no exit code in ${text}`);
}

function parsed(text: string): Json | undefined {
  try {
    return readJson(text);
  } catch {
    return undefined;
  }
}
