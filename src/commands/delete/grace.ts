import { CliError } from "../../core/errors.ts";

/** How long deleted objects have for an orderly end. */
export interface Grace {
  /** Negative leaves it to the object. */
  readonly seconds: number;
  /** Taken out of the API at once. */
  readonly isForced: boolean;
}

interface GraceFlags {
  readonly force: boolean;
  readonly gracePeriod: number;
  readonly now?: boolean;
}

/** --now, --grace-period and --force as one; throws kubectl's errors for those that exclude each other. */
export function readGrace({ force, gracePeriod, now = false }: GraceFlags, changed: ReadonlySet<string>): Grace {
  if (now && changed.has("gracePeriod") && gracePeriod !== -1) {
    throw new CliError("--now and --grace-period cannot be specified together");
  }
  const asked = now ? 1 : gracePeriod;
  if (asked > 0 && force) throw new CliError("--force and --grace-period greater than 0 cannot be specified together");
  if (force) return { seconds: 0, isForced: true };
  // As kubectl: without --force zero is taken for the shortest orderly end.
  return { seconds: asked === 0 ? 1 : asked, isForced: false };
}
