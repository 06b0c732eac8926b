import { expect, test } from "vitest";
import { readManifests } from "../../src/resources/documents.ts";
import { recordingWorld } from "../helpers/world.ts";

const GOOD = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: good}\n";
const decoding = (field: string) =>
  `unable to decode "STDIN": json: cannot unmarshal number into Go struct field ObjectMeta.metadata.${field} of type string`;
const metadata = (text: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {${text}}\n`;

test.each([
  [GOOD, ["good"], []],
  [
    `${GOOD}---\na: b: c\n---\n${GOOD}`,
    ["good"],
    ["error parsing STDIN: error converting YAML to JSON: yaml: mapping values are not allowed in this context"],
  ],
  [
    `${GOOD}---\na: 1\n---\n${GOOD}`,
    ["good", "good"],
    [`unable to decode "STDIN": Object 'Kind' is missing in '{"a":1}'`],
  ],
  [metadata("labels: {a: 1}, annotations: {b: 2}"), [], [decoding("annotations")]],
  [metadata("name: 1, generateName: 2"), [], [decoding("generateName")]],
])("%j: what can be read is read", async (input, names, messages) => {
  const { world } = recordingWorld({ cwd: "/", input });
  const { found, errors } = await readManifests({ filename: ["-"], kustomize: "", recursive: false }, world);
  expect(found.map(({ object }) => (object.metadata as { name: string }).name)).toEqual(names);
  expect(errors.map((error) => (error as Error).message)).toEqual(messages);
});
