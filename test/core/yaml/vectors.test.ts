import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { writeJson } from "../../../src/core/json/write.ts";
import { loadYaml, type ReadYaml } from "../../../src/core/yaml/read.ts";
import { labelLocal, readVectors } from "../../template/label-local.ts";

/** Where kctl differs on purpose: see docs/differences.md. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "yaml-write/value-d2145e6": "U+0085 becomes a blank in kubectl",
  "yaml-write/value-ec3029d": "U+0085 becomes a blank in kubectl",
  "yaml-write/value-89d626a": "C1 control characters cannot be printed by kubectl",
  "yaml-write/value-5d72c61": "U+FFFF cannot be printed by kubectl",
  "yaml-write/key-9781474": "C1 control characters cannot be printed by kubectl",
  "yaml-write/key-a09a94d": "U+0085 in a key breaks kubectl's own output",
  "yaml-write/item-6bc67c6": "DEL cannot be printed by kubectl",
  "kyaml/value-7693b67": "U+0085 becomes a blank in kubectl",
  "kyaml/key-1092a7d": "U+0085 in a key breaks kubectl's own output",
};

for (const area of ["yaml-read", "yaml-write", "kyaml"]) {
  const vectors = readVectors(area).filter(({ id }) => !(id in DIFFERENT));
  describe(area, () => {
    test.each(vectors.map((vector) => [vector.id, vector] as const))("%s", async (_, vector) => {
      const { stdout, stderr, rc } = vector;
      expect(await labelLocal(vector)).toEqual({ stdout, stderr, rc });
    });
  });
}

const probesFile = new URL("../../vectors/yaml-probes.json", import.meta.url);
const probes: [string, string, string][] = JSON.parse(readFileSync(probesFile, "utf8"));

describe("texts with random faults, as the real kubectl answered them", () => {
  test.each(probes)("%j", async (stdin, stdout, stderr) => {
    const args = ["label", "--local", "-f", "-", "zz=b", "-o", "json"];
    const answer = await labelLocal({ id: "", args, stdin, stdout, stderr, rc: 0 });
    expect([answer.stdout, answer.stderr]).toEqual([stdout, stderr]);
  });
});

test("large texts, which js-yaml reads, are read as small ones are", async () => {
  const [small, large] = [await loadYaml(0), await loadYaml(1e9)];
  const texts = [
    ...["yaml-read", "yaml-write", "kyaml"].flatMap(readVectors).map(({ stdin }) => stdin),
    ...probes.map(([one]) => one),
  ];
  const outcome = (read: ReadYaml, text: string) => {
    try {
      return writeJson(read(text));
    } catch (error) {
      return (error as Error).message;
    }
  };
  for (const text of texts)
    if (typeof text === "string") expect([text, outcome(large, text)]).toEqual([text, outcome(small, text)]);
});
