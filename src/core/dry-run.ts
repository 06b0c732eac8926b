import { CliError } from "./errors.ts";
import { optional } from "./flags.ts";

export type DryRun = "none" | "client" | "server";

/** --dry-run with its values none, client and server; bare and boolean spellings are old forms of them. */
export const dryRunFlag = {
  dryRun: optional(
    'One of "none", "server" or "client": with "client" print what would be sent and send nothing; with "server" send it, but let nothing be stored.',
    { bare: "unchanged", default: "none" },
  ),
};

export interface DryRunReading {
  readonly dryRun: DryRun;
  /** The notice for an old spelling; goes to stderr. */
  readonly notice?: string;
}

/** Reads --dry-run, old spellings included; throws kubectl's error. */
export function readDryRun(text: string): DryRunReading {
  switch (text) {
    case "none":
    case "client":
    case "server":
      return { dryRun: text };
    case "unchanged":
      return {
        dryRun: "client",
        notice: deprecated("--dry-run is deprecated and can be replaced with --dry-run=client."),
      };
    default:
      return readBoolean(text);
  }
}

function readBoolean(text: string): DryRunReading {
  const replaced = (by: string) =>
    deprecated(`--dry-run=${text} is deprecated (boolean value) and can be replaced with --dry-run=${by}.`);
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return { dryRun: "client", notice: replaced("client") };
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) return { dryRun: "none", notice: replaced("none") };
  throw new CliError(`Invalid dry-run value (${text}). Must be "none", "server", or "client".`);
}

const deprecated = (text: string): string => text;

/** What follows a progress line: " (dry run)", " (server dry run)" or nothing. */
export const dryRunSuffix = (dryRun: DryRun): string =>
  dryRun === "none" ? "" : dryRun === "client" ? " (dry run)" : " (server dry run)";
