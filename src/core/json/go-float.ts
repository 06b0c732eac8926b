/** Go's shortest `%g` of a float: with an exponent below 1e-4 and from 1e6 on where it is no integer of 64 bits. */
export function formatG(value: number, isFloat32 = false): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (value === 0) return Object.is(value, -0) ? "-0" : "0";
  const [mantissa, power] = (isFloat32 ? shortest32(value) : value.toExponential()).split("e") as [string, string];
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 6) return `${mantissa}e${exponentText(exponent)}`;
  return positional(mantissa, exponent);
}

/** Two digits at least, always signed: `+06`, `-324`. */
export const exponentText = (exponent: number): string =>
  `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;

function positional(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith("-") ? "-" : "";
  const digits = mantissa.replace(/[-.]/g, "");
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const rest = digits.slice(exponent + 1);
  return `${sign}${whole}${rest ? `.${rest}` : ""}`;
}

/** The fewest digits that name the same 32-bit float. */
function shortest32(value: number): string {
  const wanted = Math.fround(value);
  for (let digits = 0; digits < 9; digits++) {
    const text = wanted.toExponential(digits);
    if (Math.fround(Number(text)) === wanted) return text;
  }
  return wanted.toExponential();
}
