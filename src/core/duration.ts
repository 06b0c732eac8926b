/** Nanoseconds. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** One past the longest duration: Go keeps nanoseconds in an int64. */
const LIMIT = 1n << 63n;

/** Reads Go's duration spelling ("1m30s", "-1.5h") into milliseconds; throws Error with Go's words. */
export function parseDuration(text: string): number {
  const invalid = new Error(`time: invalid duration ${quote(text)}`);
  const negative = text.startsWith("-");
  const body = text.replace(/^[+-]/, "");
  if (body === "") throw invalid;
  if (body === "0") return 0;
  let total = 0n;
  let rest = body;
  while (rest !== "") {
    const [number = "", whole = "", part = ""] = /^(\d*)(?:\.(\d*))?/.exec(rest) ?? [];
    if (whole === "" && part === "") throw invalid;
    rest = rest.slice(number.length);
    const unit = /^[^\d.]*/.exec(rest)?.[0] ?? "";
    if (BigInt(whole || "0") > LIMIT) throw invalid;
    if (unit === "") throw new Error(`time: missing unit in duration ${quote(text)}`);
    const scale = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (scale === undefined) throw new Error(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    total += BigInt(whole || "0") * scale + fraction(part, scale);
    if (total > LIMIT) throw invalid;
    rest = rest.slice(unit.length);
  }
  if (!negative && total === LIMIT) throw invalid;
  const milliseconds = Number(total) / 1e6;
  return negative && total > 0n ? -milliseconds : milliseconds;
}

/** Digits after the point as Go counts them: as many as fit an int64, multiplied as floating-point numbers. */
function fraction(digits: string, unit: bigint): bigint {
  let count = Math.min(digits.length, 19);
  if (BigInt(digits.slice(0, count) || "0") > LIMIT) count -= 1;
  const value = Number(BigInt(digits.slice(0, count) || "0"));
  return BigInt(Math.trunc(value * (Number(unit) / 10 ** count)));
}

/** Go's time package quotes in its own way: bytes that are not printable ASCII as \xNN. */
function quote(text: string): string {
  const inner = text.replace(/["\\]|[^ -\x7f]+/g, (found) => {
    if (found === '"' || found === "\\") return `\\${found}`;
    return [...new TextEncoder().encode(found)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
  });
  return `"${inner}"`;
}

/** Writes milliseconds in Go's spelling: "0s", "1.5s", "1m0s", "100ms". */
export function formatDuration(milliseconds: number): string {
  const sign = milliseconds < 0 ? "-" : "";
  const total = BigInt(Math.round(Math.abs(milliseconds) * 1e6));
  if (total === 0n) return "0s";
  const small = total < 1_000n ? "ns" : total < 1_000_000n ? "µs" : total < 1_000_000_000n ? "ms" : undefined;
  if (small) return `${sign}${decimal(total, UNITS[small] as bigint)}${small}`;
  const hours = total / 3_600_000_000_000n;
  const minutes = (total / 60_000_000_000n) % 60n;
  const seconds = `${decimal(total % 60_000_000_000n, 1_000_000_000n)}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}` : sign + seconds;
}

/** Nanoseconds in a unit that is a power of ten of them, without zeros at the end. */
function decimal(value: bigint, unit: bigint): string {
  const part = (value % unit)
    .toString()
    .padStart(unit.toString().length - 1, "0")
    .replace(/0+$/, "");
  return part === "" ? `${value / unit}` : `${value / unit}.${part}`;
}

/** An age as kubectl's tables show it: two significant units ("5s", "3m12s", "2d4h", "120d", "3y45d"). */
export function formatAge(milliseconds: number): string {
  const seconds = Math.trunc(milliseconds / 1000);
  if (seconds < -1) return "<invalid>";
  if (seconds < 0) return "0s";
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return pair(minutes, "m", seconds % 60, "s");
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return pair(hours, "h", minutes % 60, "m");
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (hours < 192) return pair(days, "d", hours % 24, "h");
  if (days < 730) return `${days}d`;
  const years = Math.trunc(days / 365);
  return days < 2920 ? pair(years, "y", days % 365, "d") : `${years}y`;
}

const pair = (big: number, bigUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${big}${bigUnit}` : `${big}${bigUnit}${small}${smallUnit}`;
