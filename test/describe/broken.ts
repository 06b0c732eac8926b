import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { isObject, type Json, type JsonObject, kindOf } from "../../src/core/object.ts";
import { parseYaml } from "../../src/core/yaml/read.ts";

// Objects of every kind, as the comparison with kubectl has them, with fields taken out at random or replaced by what should
// not be there: describe tells what is left.
const FOLDER = "test/parity/fixtures/describe";

const texts = readdirSync(FOLDER)
  .filter((file) => file.endsWith(".yaml"))
  .flatMap((file) => readFileSync(join(FOLDER, file), "utf8").split(/^---$/m));
export const objects = (await Promise.all(texts.map(parseYaml))).filter(isObject);

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

export const kinds = [...new Set(objects.map(kindOf))];

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

/** An object with up to eight changes of that sort. */
export const broken = (object: JsonObject): fc.Arbitrary<JsonObject> => {
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
