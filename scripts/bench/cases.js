// What is measured. Lists differ in the number of pods; every case runs with a warm discovery cache.

/**
 * @typedef {object} Case
 * @property {string} name as the table shows it
 * @property {readonly string[]} args
 * @property {boolean} [isBaseline] `node ARGS` alone: the floor below which no program in Node can come
 * @property {number} [mostRuns] for cases that take seconds
 * @property {readonly (readonly string[])[]} [prepare] what kctl does before each run, unmeasured
 * @property {number} [status] the exit code, when it is not 0
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

/** So many pods stand on a node, to be described. */
export const DESCRIBED = 200;
export const NODE = "node-0";

/** The namespace that is written to. */
export const WRITES = "writes";

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
  ...describeCases(),
  { name: "`explain pod.spec --recursive`", args: ["explain", "pod.spec", "--recursive"] },
  ...writeCases(),
];

/** @returns {Case[]} */
function describeCases() {
  const pods = ["describe", "pods", "-n", namespaceOf(DESCRIBED)];
  return [
    { name: "`describe` of a pod", args: [...pods, "web-00000"] },
    { name: `\`describe\` of ${DESCRIBED} pods`, args: pods },
    { name: `\`describe --show-events\` of ${DESCRIBED} pods`, args: [...pods, "--show-events"], mostRuns: 5 },
    { name: `\`describe\` of a node with ${DESCRIBED} pods`, args: ["describe", "node", NODE] },
  ];
}

/** 500 objects written; kubectl takes most of a minute for some of these. @returns {Case[]} */
function writeCases() {
  const files = (/** @type {string} */ name) => ["-n", WRITES, "-f", `${name}.yaml`];
  const there = ["apply", ...files("objects")];
  const gone = ["delete", ...files("objects"), "--ignore-not-found"];
  const of = (/** @type {Case} */ one) => ({ ...one, mostRuns: 2 });
  return [
    of({ name: "`apply` of 500 new objects", args: there, prepare: [gone] }),
    of({ name: "`apply` of 500 unchanged objects", args: there, prepare: [there] }),
    of({ name: "`apply` of 500 changed objects", args: ["apply", ...files("changed")], prepare: [there] }),
    of({ name: "`diff` of 500 changed objects", args: ["diff", ...files("changed")], prepare: [there], status: 1 }),
    of({ name: "`delete` of 500 objects", args: ["delete", ...files("objects")], prepare: [there] }),
  ];
}

/** @param {number} count @param {string} output @returns {Case} */
function listCase(count, output) {
  const shown = output.replace(/=.*/, "=…");
  return {
    name: `\`get pods${shown && ` -o ${shown}`}\`, ${count.toLocaleString("en")} pod${count > 1 ? "s" : ""}`,
    args: ["get", "pods", "-n", namespaceOf(count), ...(output ? ["-o", output] : [])],
    ...(count > 1_000 && { mostRuns: 3 }),
  };
}
