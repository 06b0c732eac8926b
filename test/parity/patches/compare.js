// Which writes of two programs differ, and which of those on purpose.

/** @typedef {{ theirs: string, ours: string }} Pair "nothing" where one of them has not written there */

const NOTHING = "nothing";
const pathOf = (/** @type {string} */ write) => write.split(" ")[1] ?? "";
const byPath = (/** @type {readonly string[]} */ writes) => new Map(writes.map((write) => [pathOf(write), write]));

/**
 * Compares what was written, path by path. Lists of ports with one number twice are replaced on purpose
 * (docs/differences.md: twin-ports); the rest of such a write has to be equal all the same.
 * @param {readonly string[]} theirs @param {readonly string[]} ours
 * @returns {{ wrong: Pair[], onPurpose: Pair[], isInOrder: boolean }}
 */
export function compareWrites(theirs, ours) {
  const [left, right] = [byPath(theirs), byPath(ours)];
  const different = [...new Set([...left.keys(), ...right.keys()])]
    .map((path) => ({ theirs: left.get(path) ?? NOTHING, ours: right.get(path) ?? NOTHING }))
    .filter((pair) => pair.theirs !== pair.ours);
  const onPurpose = different.filter(isOnPurpose);
  const apart = new Set(onPurpose.map((pair) => pathOf(pair.ours)));
  const order = (/** @type {readonly string[]} */ writes) => writes.map(pathOf).filter((path) => !apart.has(path));
  return {
    wrong: different.filter((pair) => !onPurpose.includes(pair)),
    onPurpose,
    isInOrder: order(theirs).join() === order(ours).join(),
  };
}

/** kubectl may refuse to make such a patch, or see nothing to do. @param {Pair} pair */
const isOnPurpose = ({ theirs, ours }) =>
  /"ports":\[\{"\$patch":"replace"\}/.test(ours) && (theirs === NOTHING || withoutPorts(theirs) === withoutPorts(ours));

/** @param {string} write its first line, and its body */
function withoutPorts(write) {
  const [head, body = "{}"] = [write.slice(0, write.indexOf("\n")), write.slice(write.indexOf("\n") + 1)];
  return `${head}\n${JSON.stringify(strip(JSON.parse(body)))}`;
}

/**
 * Takes ports out, with the elements and objects that hold nothing else than the key that finds them, and the order of lists
 * of which nothing is left. @param {unknown} value @returns {unknown}
 */
function strip(value) {
  if (Array.isArray(value)) {
    return value.map(strip).filter((one) => Object.keys(Object(one)).some((key) => key !== "name"));
  }
  if (typeof value !== "object" || value === null) return value;
  const left = Object.entries(value).map(([key, one]) => ({
    key,
    one,
    stripped: key.startsWith("$") ? one : strip(one),
  }));
  const gone = new Set([
    "ports",
    ...left.filter(({ one, stripped }) => isEmpty(stripped) && !isEmpty(one)).map(({ key }) => key),
  ]);
  const kept = left.filter(({ key }) => !gone.has(key.replace(/^\$setElementOrder\//, "")));
  return Object.fromEntries(kept.map(({ key, stripped }) => [key, stripped]));
}

const isEmpty = (/** @type {unknown} */ value) =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;
