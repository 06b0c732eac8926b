import { parseDuration } from "../../core/duration.ts";
import { CliError } from "../../core/errors.ts";

const SECOND = 1000;

/** How long each trouble may last before it counts as final; what is not listed never does by itself. */
export const GRACES: Readonly<Record<string, number>> = {
  InvalidImageName: 5 * SECOND,
  ErrImageNeverPull: 5 * SECOND,
  ErrImagePull: 30 * SECOND,
  ImagePullBackOff: 30 * SECOND,
  CreateContainerConfigError: 30 * SECOND,
  CreateContainerError: 30 * SECOND,
  RunContainerError: 30 * SECOND,
  FailedCreate: 30 * SECOND,
  Error: 60 * SECOND,
  CrashLoopBackOff: 60 * SECOND,
  OOMKilled: 60 * SECOND,
  FailedMount: 60 * SECOND,
  FailedAttachVolume: 60 * SECOND,
  FailedCreatePodSandBox: 60 * SECOND,
  Unschedulable: 120 * SECOND,
  Unhealthy: 120 * SECOND,
};

/** The times with those of --grace in their place: "REASON=DURATION". */
export function readGraces(words: readonly string[]): Readonly<Record<string, number>> {
  const graces = { ...GRACES };
  for (const word of words) {
    const [reason = "", duration] = word.split(/=(.*)/s);
    if (!Object.hasOwn(GRACES, reason) || duration === undefined) {
      throw new CliError(`--grace takes REASON=DURATION, where REASON is one of ${Object.keys(GRACES).join(", ")}`);
    }
    graces[reason] = read(duration);
  }
  return graces;
}

function read(duration: string): number {
  try {
    return parseDuration(duration);
  } catch (error) {
    throw new CliError(`--grace: ${(error as Error).message}`);
  }
}
