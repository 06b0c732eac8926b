import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { labelLocal, type Vector } from "../../template/label-local.ts";

for (const area of ["yaml-read", "yaml-write", "kyaml"]) {
  const file = new URL(`../../vectors/${area}.json`, import.meta.url);
  const vectors: Vector[] = JSON.parse(readFileSync(file, "utf8"));
  describe(area, () => {
    test.each(vectors.map((vector) => [vector.id, vector] as const))("%s", async (_, vector) => {
      const { stdout, stderr, rc } = vector;
      expect(await labelLocal(vector)).toEqual({ stdout: stdout.replaceAll("{{name}}", "kubectl"), stderr, rc });
    });
  });
}
