/** The flags, width and precision of a verb of Printf. */
export interface Flags {
  readonly minus: boolean;
  readonly plus: boolean;
  readonly sharp: boolean;
  readonly space: boolean;
  readonly zero: boolean;
  readonly width?: number;
  readonly precision?: number;
}

/** Fills up to the width, counted in characters; zeros only where the caller allows them. */
export function pad(shown: string, { width = 0, minus, zero }: Pick<Flags, "width" | "minus" | "zero">): string {
  const missing = width - [...shown].length;
  if (missing <= 0) return shown;
  return minus ? shown + " ".repeat(missing) : (zero ? "0" : " ").repeat(missing) + shown;
}
