/** A failure the user can act on; `message` is the text kubectl would print, `prefix` what stands before it. */
export class CliError extends Error {
  override readonly name: string = "CliError";
  readonly exitCode: number = 1;
  /** "error: " for most; messages that kubectl prints bare have "". */
  readonly prefix: string;

  constructor(message: string, options: { prefix?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.prefix = options.prefix ?? "error: ";
  }
}

/** Wrong words on the command line; `hint` is the line that follows, such as "See 'kctl get --help' for usage.". */
export class UsageError extends CliError {
  override readonly name = "UsageError";
  override readonly exitCode: number;
  readonly hint: string | undefined;

  constructor(message: string, hint?: string, exitCode = 1) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/** A kubeconfig, kuberc or credential that cannot be used. */
export class ConfigError extends CliError {
  override readonly name = "ConfigError";
}

/** The server could not be reached or stopped talking. */
export class ConnectionError extends CliError {
  override readonly name = "ConnectionError";
}

/** Ends the command with this exit code and no word: everything was already said. */
export class Silent extends CliError {
  override readonly name = "Silent";
  override readonly exitCode: number;

  constructor(exitCode: number) {
    super("");
    this.exitCode = exitCode;
  }
}
