import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isObject, type Json, type JsonObject, kindOf } from "../../src/core/object.ts";
import { parseYaml } from "../../src/core/yaml/read.ts";
import { describerOf } from "../../src/describe/kinds.ts";
import type { Surroundings } from "../../src/describe/surroundings.ts";
import { describedText } from "../../src/describe/text.ts";

// Objects of every kind, as the comparison with kubectl has them, with fields taken out at random or replaced by what should
// not be there: describe tells what is left.
const FOLDER = "test/parity/fixtures/describe";

const texts = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".yaml"))
  .flatMap((file) => readFileSync(join(FOLDER, file), "utf8").split(/^---$/m));
const objects = (await Promise.all(texts.map(parseYaml))).filter(isObject);

objects.push({
  apiVersion: "certificates.k8s.io/v1",
  kind: "CertificateSigningRequest",
  metadata: { name: "x" },
  spec: {
    request: readFileSync(join(FOLDER, "rich.csr")).toString("base64"),
    expirationSeconds: 600,
    username: "jane",
  },
  status: { conditions: [{ type: "Approved" }], certificate: "eA==" },
});

const kinds = [...new Set(objects.map(kindOf))];

/** Whoever is asked answers with whatever there is, broken in the same way. */
const around = (others: JsonObject[]): Surroundings => ({
  now: Date.parse("2026-01-01T00:00:00Z"),
  list: async () => others,
  get: async () => others[0] ?? {},
  events: async () => others,
});

async function told(object: JsonObject, others: JsonObject[]): Promise<string> {
  const [group = ""] = String(object.apiVersion ?? "").includes("/") ? String(object.apiVersion).split("/") : [""];
  const describer = await describerOf({ group, kind: kindOf(object) });
  return describedText(await describer(object, around(others)), true);
}

/** Paths to every value inside. */
function places(value: Json, path: (string | number)[] = []): (string | number)[][] {
  const inside = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return inside.flatMap(([key, one]) => [[...path, key], ...places(one as Json, [...path, key])]);
}

function without(value: Json, [key, ...rest]: (string | number)[], by: Json | undefined): Json {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as JsonObject) }) as JsonObject;
  const at = String(key);
  if (rest.length > 0) copy[at] = without(copy[at] as Json, rest, by);
  else if (by !== undefined) copy[at] = by;
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete copy[at];
  return copy as Json;
}

const REPLACEMENTS: readonly (Json | undefined)[] = [undefined, undefined, undefined, null, "", 0, {}, []];

const broken = (object: JsonObject): fc.Arbitrary<JsonObject> => {
  const all = places(object).filter(([first]) => first !== "kind" && first !== "apiVersion");
  return fc
    .array(fc.tuple(fc.nat(Math.max(0, all.length - 1)), fc.constantFrom(...REPLACEMENTS)), { maxLength: 8 })
    .map((changes) =>
      changes.reduce<JsonObject>((now, [at, by]) => {
        try {
          return without(now, all[at] ?? [], by) as JsonObject;
        } catch {
          // What was there is gone already.
          return now;
        }
      }, object),
    );
};

describe("half-broken objects", () => {
  test.each(kinds)("%s", async (kind) => {
    const own = objects.filter((one) => kindOf(one) === kind);
    const wanted = fc.constantFrom(...own).chain((one) => fc.tuple(broken(one), fc.constantFrom(...own).chain(broken)));
    await fc.assert(
      fc.asyncProperty(wanted, async ([object, other]) => {
        expect(await told(object, [other])).toMatch(/^Name:/);
      }),
      { numRuns: 60 },
    );
  });

  test.each(kinds)("%s without anything", async (kind) => {
    const one = objects.find((object) => kindOf(object) === kind) as JsonObject;
    const bare = { kind, apiVersion: one.apiVersion as Json };
    expect(await told(bare, [])).toMatch(/^Name: /);
    expect(await told({ ...bare, metadata: null, spec: null, status: null, data: null }, [{}])).toMatch(/^Name: /);
  });
});
