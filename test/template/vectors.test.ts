import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { labelLocal, readVectors } from "./label-local.ts";

/** Options without a template and files that are missing are the printers' matter. */
const OTHERS = /flag-(?:59df45e|b4b09cf|778c411|715d1ab)$/;

for (const area of ["jsonpath", "go-template"]) {
  const vectors = readVectors(area).filter(({ id }) => !OTHERS.test(id));
  describe(area, () => {
    test.each(vectors.map((vector) => [vector.id, vector] as const))("%s", async (_, vector) => {
      const { stdout, stderr, rc } = vector;
      expect(await labelLocal(vector)).toEqual({ stdout, stderr, rc });
    });
  });
}

describe("further templates, as the real kubectl answered them", () => {
  const file = new URL("../vectors/template-probes.json", import.meta.url);
  const { stdin, cases }: { stdin: string; cases: [string, boolean, string, string][] } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  // The dump of the object behind "Printing more information" is left out.
  const head = (text: string) => text.split(" Printing more information")[0];
  test.each(cases)("%s (strict: %s)", async (format, isStrict, stdout, stderr) => {
    const args = ["-o", format, ...(isStrict ? ["--allow-missing-template-keys=false"] : [])];
    const answer = await labelLocal({ id: "", args, stdin, stdout, stderr, rc: 0 });
    expect([head(answer.stdout), head(answer.stderr)]).toEqual([stdout, stderr]);
  });
});
