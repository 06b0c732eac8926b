import { CliError } from "../core/errors.ts";

/** What an API server answers when it meets the error: 400 for a malformed patch, 422 for one that does not apply, else 500. */
export type PatchStatus = 400 | 413 | 422 | 500;

/** A patch that is malformed or cannot be applied; the message is kubectl's, `status` the code that an API server sends. */
export class PatchError extends CliError {
  override readonly name = "PatchError";
  readonly status: PatchStatus;

  constructor(message: string, status: PatchStatus = 500) {
    super(message);
    this.status = status;
  }
}
