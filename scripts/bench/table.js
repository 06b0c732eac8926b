// The result as a Markdown table: median (minimum) of kctl and kubectl, and the ratio of their medians.

/** @typedef {import("./measure.js").Summary} Summary */

const COLUMNS = /** @type {const} */ ([
  ["wall", "time, ms", 1],
  ["cpu", "CPU time, ms", 1],
  ["peak", "peak memory, MiB", 1024],
]);

export const header = () => {
  const titles = COLUMNS.flatMap(([, title]) => [`kctl ${title}`, "kubectl", "ratio"]);
  return `| case | ${titles.join(" | ")} |\n|---|${"--:|".repeat(titles.length)}`;
};

/** @param {string} name @param {Summary} kctl @param {Summary} [kubectl] */
export function row(name, kctl, kubectl) {
  const cells = COLUMNS.flatMap(([key, , unit]) => [
    cell(kctl[key], unit),
    kubectl ? cell(kubectl[key], unit) : "",
    kubectl ? `**${(kctl[key].median / kubectl[key].median).toFixed(2)}**` : "",
  ]);
  return `| ${name} | ${cells.join(" | ")} |`;
}

/** @param {{ median: number, min: number }} value @param {number} unit */
const cell = ({ median, min }, unit) => `${Math.round(median / unit)} (${Math.round(min / unit)})`;
