// Verdicts over two answers, and differences as people read them.

/** @typedef {{ code: number, stdout: string, stderr: string }} Answer */

const PARTS = /** @type {const} */ (["code", "stdout", "stderr"]);

/** @param {Answer} a @param {Answer} b */
export const isEqual = (a, b) => PARTS.every((part) => a[part] === b[part]);

/** The lines of either stream, each once and in order. @param {Answer} answer @returns {Answer} */
export function asSet({ code, stdout, stderr }) {
  const unique = (/** @type {string} */ text) => [...new Set(text.split("\n"))].sort().join("\n");
  return { code, stdout: unique(stdout), stderr: unique(stderr) };
}

/**
 * What is wrong with a line, or undefined: a difference without a mark, a mark without a row in docs/differences.md, a mark
 * on a line where both sides agree.
 * @param {string | undefined} mark @param {ReadonlySet<string | undefined>} documented @param {Answer} kubectl @param {Answer} kctl
 */
export function complaint(mark, documented, kubectl, kctl) {
  if (!mark) return isEqual(kubectl, kctl) ? undefined : difference(kubectl, kctl);
  if (!documented.has(mark)) return `docs/differences.md has no row \`${mark}\`\n`;
  return isEqual(kubectl, kctl) ? `marked as different (${mark}), but both say the same\n` : undefined;
}

/** @param {Answer} kubectl @param {Answer} kctl */
export function difference(kubectl, kctl) {
  const code = kubectl.code === kctl.code ? "" : `exit code ${kubectl.code} of kubectl, ${kctl.code} of kctl\n`;
  const streams = /** @type {const} */ (["stdout", "stderr"]).filter((part) => kubectl[part] !== kctl[part]);
  return code + streams.map((part) => unifiedDiff(part, kubectl[part], kctl[part])).join("");
}

/** A unified diff with three lines of context, and with blanks at the ends of lines made visible. @param {string} name @param {string} a @param {string} b */
export function unifiedDiff(name, a, b) {
  const changes = lineChanges(lines(a), lines(b));
  const near = changes.map((_, at) => changes.slice(Math.max(0, at - 3), at + 4).some(({ sign }) => sign !== " "));
  let text = `--- kubectl ${name}\n+++ kctl ${name}\n`;
  for (const [at, { sign, line, number }] of changes.entries()) {
    if (!near[at]) continue;
    if (!near[at - 1]) text += `@@ line ${number} @@\n`;
    text += `${sign}${sign === " " ? line : visible(line)}\n`;
  }
  return text;
}

/** @param {string} text */
function lines(text) {
  if (text === "") return [];
  return (text.endsWith("\n") ? text.slice(0, -1) : `${text}\\ no newline at the end`).split("\n");
}

/** @param {string} line */
const visible = (line) =>
  line
    .replace(/ +$/, (blanks) => "·".repeat(blanks.length))
    .replace(/[\p{Cc}]/gu, (character) => JSON.stringify(character).slice(1, -1));

/** @typedef {{ sign: " " | "-" | "+", line: string, number: number }} Change */

/** Longest common subsequence of what lies between the common beginning and end. @param {readonly string[]} a @param {readonly string[]} b @returns {Change[]} */
function lineChanges(a, b) {
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const kept = (/** @type {string} */ line, /** @type {number} */ at) => ({
    sign: /** @type {const} */ (" "),
    line,
    number: at + 1,
  });
  return [
    ...a.slice(0, start).map(kept),
    ...middleChanges(a.slice(start, a.length - end), b.slice(start, b.length - end), start + 1),
    ...a.slice(a.length - end).map((line, at) => kept(line, a.length - end + at)),
  ];
}

/** @param {readonly string[]} a @param {readonly string[]} b @param {number} first @returns {Change[]} */
function middleChanges(a, b, first) {
  const removed = (/** @type {number} */ at) => ({
    sign: /** @type {const} */ ("-"),
    line: a[at] ?? "",
    number: first + at,
  });
  const added = (/** @type {number} */ at, /** @type {number} */ j) => ({
    sign: /** @type {const} */ ("+"),
    line: b[j] ?? "",
    number: first + at,
  });
  // Thousands of lines on either side: which of them correspond is not worth the wait.
  if (a.length * b.length > 4e6) return [...a.map((_, at) => removed(at)), ...b.map((_, at) => added(a.length, at))];
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  const longest = (/** @type {number} */ i, /** @type {number} */ j) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      /** @type {Uint32Array} */ (common[i])[j] =
        a[i] === b[j] ? longest(i + 1, j + 1) + 1 : Math.max(longest(i + 1, j), longest(i, j + 1));
  /** @type {Change[]} */
  const changes = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j])
      changes.push({ sign: " ", line: a[i++] ?? "", number: first + i - 1 + (j++ && 0) });
    else if (i < a.length && (j >= b.length || longest(i + 1, j) >= longest(i, j + 1))) changes.push(removed(i++));
    else changes.push(added(i, j++));
  }
  return changes;
}
