// What two runs of one command line may differ in: names and moments that the server chooses. Nothing else is levelled.

/** @type {readonly (readonly [RegExp, string | ((...found: string[]) => string)])[]} */
const RULES = [
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "TIME"],
  // The moment and the process number in front of a line of the Kubernetes libraries' own log.
  [/^([EFIW])\d{4} \d\d:\d\d:\d\d\.\d{6} +\d+ /gm, "$1 MOMENT PROCESS "],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "UID"],
  [/("?resourceVersion"?: ?")\d+"/g, '$1VERSION"'],
  // What diff says of its files.
  [/\/tmp\/(LIVE|MERGED)-\d+/g, "/tmp/$1"],
  [/^((?:---|\+\+\+) \/tmp\/\S+\t)(?!1970)\d{4}-.*$/gm, "$1TIME"],
  // Names made by the server: the hash of a pod template stays, the five letters behind it are random.
  [/(-[0-9a-f]{8,10})-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, "$1-xxxxx"],
  // Cells of a table take the blanks behind them along, whose number depends on the longest cell; that there are some stays.
  [/\b10\.\d+\.\d+\.\d+\b( *)/g, (_, blanks) => (blanks ? "ADDRESS~" : "ADDRESS")],
  [/(?<= {2})(?:\d+[smhdy]){1,2}(?!\S)( *)/g, (_, blanks) => (blanks ? "AGE~" : "AGE")],
  [/\bAGE {2,}/g, "AGE~"],
  [/(?<=\()(?:\d+[smhdy]){1,2}(?= ago\))/g, "AGE"],
  // How long ago an event came first.
  [/(?<=\(x\d+ over )(?:\d+[smhdy]){1,2}(?=\))/g, "AGE"],
];

/**
 * What two clusters may choose for themselves, besides: names with random ends, hashes of templates (of Go's text of a
 * struct), file names of credentials, and the blanks that pad cells of another width.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const ELSEWHERE = [
  [/-[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g, "-HASH"],
  [/(-hash(?:=|"?: "?))[bcdfghjklmnpqrstvwxz2456789]{8,10}\b/g, "$1HASH"],
  [/-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|xxxxx)\b/g, "-xxxxx"],
  [/(?:\/[\w.-]+)+(?=\/(?:ca|admin)\.(?:crt|key)\b)/g, "CREDENTIALS"],
  [/ {2,}/g, "  "],
];

/** Makes an output comparable with that of another cluster. @param {string} text @param {{ namespace: string, folder: string }} own */
export const levelElsewhere = (text, own) =>
  ELSEWHERE.reduce((result, [pattern, by]) => result.replace(pattern, by), level(text, own));

/**
 * Makes an output comparable with the other side's.
 * @param {string} text
 * @param {{ namespace: string, folder: string }} own what belongs to this side alone
 */
export function level(text, own) {
  const neutral = text.replaceAll(own.folder, "FOLDER").replaceAll(own.namespace, "NAMESPACE");
  return RULES.reduce((result, [pattern, by]) => result.replace(pattern, /** @type {string} */ (by)), neutral);
}
