const KEY = /^[-._a-zA-Z0-9]+$/;
const KEY_WORDS =
  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";

/** What is wrong with a key of a ConfigMap or Secret, in the API server's words; empty when nothing is. */
export function configKeyProblems(key: string): string[] {
  const problems: string[] = [];
  if (Buffer.byteLength(key) > 253) problems.push("must be no more than 253 characters");
  if (!KEY.test(key)) problems.push(KEY_WORDS);
  if (key === "." || key === "..") problems.push(`must not be '${key}'`);
  else if (key.startsWith("..")) problems.push("must not start with '..'");
  return problems;
}
