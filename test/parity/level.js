// What two runs of the same command line may differ in: names and moments that the server chooses. Nothing else is levelled.

/** @type {readonly (readonly [RegExp, string])[]} */
const RULES = [
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "TIME"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "UID"],
  [/("?resourceVersion"?: ?")\d+"/g, '$1VERSION"'],
  // Names that the server makes: the hash of a template stays, the last five letters are random.
  [/(-[0-9a-f]{8,10}|agent|front|headless)-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, "$1-xxxxx"],
  [/\b10\.\d+\.\d+\.\d+\b */g, "ADDRESS "],
  // Ages of a table, with the blanks behind them, whose number depends on the longest age.
  [/(?<=[ ])(?:\d+[smhdy]){1,2}(?=\s|$) */gm, "AGE "],
  [/\bAGE +(?=\S)/g, "AGE "],
  [/(?<=\()(?:\d+[smhdy]){1,2} ago\)/g, "AGE ago)"],
];

/**
 * Makes an output comparable with the other side's.
 * @param {string} text
 * @param {{ namespace: string, home: string, work: string }} own what belongs to this side alone
 */
export function level(text, own) {
  let result = text.replaceAll(own.work, "WORK").replaceAll(own.home, "HOME").replaceAll(own.namespace, "NAMESPACE");
  for (const [pattern, by] of RULES) result = result.replace(pattern, by);
  return result.replace(/ +$/gm, "");
}
