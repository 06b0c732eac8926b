/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: "in" | "notin" | "exists" | "missing";
  readonly values: readonly string[];
}

const PART =
  /^\s*(?:(!)\s*([^\s,=!()<>]+)|([^\s,=!()<>]+)\s+(in|notin)\s*\(([^()]*)\)|([^\s,=!()<>]+)\s*(==|=|!=)\s*([^\s,=!()<>]*)|([^\s,=!()<>]+))\s*(?:,|$)/;

/** Reads a label selector (equality and set forms); throws Error for text it cannot read. */
export function readSelector(text: string): Requirement[] {
  const requirements: Requirement[] = [];
  let rest = text;
  while (rest.trim() !== "") {
    const match = PART.exec(rest);
    if (!match) throw new Error(`unable to parse requirement: found '${rest.trim()}'`);
    requirements.push(requirement(match));
    rest = rest.slice(match[0].length);
  }
  return requirements;
}

function requirement(match: RegExpExecArray): Requirement {
  const [, , absent, setKey, operator, set, key, sign, value, present] = match;
  if (absent !== undefined) return { key: absent, operator: "missing", values: [] };
  if (setKey !== undefined) {
    const values = (set ?? "").split(",").map((one) => one.trim());
    return { key: setKey, operator: operator as "in" | "notin", values };
  }
  if (key !== undefined) return { key, operator: sign === "!=" ? "notin" : "in", values: [value ?? ""] };
  return { key: present as string, operator: "exists", values: [] };
}

/** Whether labels fulfil every requirement; a missing key counts as "not in". */
export const matchesSelector = (
  labels: Readonly<Record<string, string>>,
  requirements: readonly Requirement[],
): boolean =>
  requirements.every(({ key, operator, values }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === "exists") return value !== undefined;
    if (operator === "missing") return value === undefined;
    const among = value !== undefined && values.includes(value);
    return operator === "in" ? among : !among;
  });
