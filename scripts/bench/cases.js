// What is measured. Lists differ in the number of pods; every case runs with a warm discovery cache.

/**
 * @typedef {object} Case
 * @property {string} name as the table shows it
 * @property {readonly string[]} args
 * @property {boolean} [isBaseline] `node ARGS` alone: the floor below which no program in Node can come
 * @property {number} [mostRuns] for cases that take seconds
 */

const OUTPUTS = [
  "",
  "wide",
  "json",
  "yaml",
  "name",
  "jsonpath={.items[*].metadata.name}",
  "custom-columns=NAME:.metadata.name,IP:.status.podIP",
];
export const COUNTS = [1, 1_000, 10_000];

/** The namespace that holds this many pods. @param {number} count */
export const namespaceOf = (count) => `pods-${count}`;

/** @type {readonly Case[]} */
export const CASES = [
  { name: "`node -e 0` (base line)", args: ["-e", "0"], isBaseline: true },
  { name: "`version --client`", args: ["version", "--client"] },
  { name: "`config view`", args: ["config", "view"] },
  {
    name: "`create deployment --dry-run=client -o yaml`",
    args: ["create", "deployment", "web", "--image=nginx", "--dry-run=client", "-o", "yaml"],
  },
  {
    name: "`__complete get pods web-`, 1,000 pods",
    args: ["__complete", "get", "pods", "-n", namespaceOf(1_000), "web-"],
  },
  ...COUNTS.flatMap((count) => OUTPUTS.map((output) => listCase(count, output))),
];

/** @param {number} count @param {string} output @returns {Case} */
function listCase(count, output) {
  const shown = output.replace(/=.*/, "=…");
  return {
    name: `\`get pods${shown && ` -o ${shown}`}\`, ${count.toLocaleString("en")} pod${count > 1 ? "s" : ""}`,
    args: ["get", "pods", "-n", namespaceOf(count), ...(output ? ["-o", output] : [])],
    ...(count > 1_000 && { mostRuns: 3 }),
  };
}
