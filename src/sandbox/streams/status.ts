// What is said on the error channel at the end of a remote command: one Status.
import { ApiError } from "../api/error.ts";

const text = (status: object): string => JSON.stringify({ metadata: {}, ...status });

/** How a command ended that could be run. */
export function endStatus(code: number): string {
  if (code === 0) return text({ status: "Success" });
  return text({
    status: "Failure",
    message: `command terminated with non-zero exit code: exit status ${code}`,
    reason: "NonZeroExitCode",
    details: { causes: [{ reason: "ExitCode", message: String(code) }] },
  });
}

/** Why a command could not be run. */
export const failureStatus = (message: string): string =>
  text(new ApiError(500, "InternalError", `Internal error occurred: ${message}`).status());
