const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EISDIR: "is a directory",
  ELOOP: "too many levels of symbolic links",
  ENAMETOOLONG: "file name too long",
  ENOENT: "no such file or directory",
  ENOTDIR: "not a directory",
};

/** Why a file cannot be had, in Go's words. */
export const reason = (error: unknown): string =>
  REASONS[(error as NodeJS.ErrnoException).code ?? ""] ?? (error as Error).message;
