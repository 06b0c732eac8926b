// Writes src/patch/strategic/table.ts from the OpenAPI v3 documents of an API server.
//
//   kubectl proxy --port=8001 & node scripts/patch/table.js http://127.0.0.1:8001
//   node scripts/patch/table.js FOLDER        a folder of the documents, one .json file each

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const TARGET = "src/patch/strategic/table.ts";

/**
 * @typedef {Record<string, any>} Schema
 * @typedef {{ name: string, strategy: string, mergeKey: string, types: string[] }} Field
 */

/** @param {string} source @returns {Promise<Schema[]>} */
async function documentsOf(source) {
  if (!/^https?:/.test(source))
    return readdirSync(source).map((file) => JSON.parse(readFileSync(join(source, file), "utf8")));
  const index = /** @type {{ paths: Record<string, { serverRelativeURL: string }> }} */ (
    await (await fetch(`${source}/openapi/v3`)).json()
  );
  const wanted = Object.entries(index.paths).filter(([path]) => /^(api|apis\/[^/]+)\/v\w+$/.test(path));
  const documents = [];
  for (const [, { serverRelativeURL }] of wanted)
    documents.push(/** @type {Schema} */ (await (await fetch(source + serverRelativeURL)).json()));
  return documents;
}

/** @param {Schema[]} documents @returns {Record<string, Schema>} */
const schemasOf = (documents) => Object.assign({}, ...documents.map((document) => document.components?.schemas));

/** @param {Schema | undefined} schema @returns {string[]} */
const referencesOf = (schema) =>
  [schema?.$ref, ...(schema?.allOf ?? []).map((/** @type {Schema} */ part) => part.$ref)]
    .filter(Boolean)
    .map((reference) => reference.split("/").pop());

/** @param {Schema} schema @returns {Field[]} */
const fieldsOf = (schema) =>
  Object.entries(/** @type {Record<string, Schema>} */ (schema.properties ?? {})).map(([name, property]) => ({
    name,
    strategy: property["x-kubernetes-patch-strategy"] ?? "",
    mergeKey: property["x-kubernetes-patch-merge-key"] ?? "",
    types: [property, property.items, property.additionalProperties].flatMap(referencesOf),
  }));

/** The types that have a strategy or lead to one; below all others, lists are replaced and objects merged. */
function interesting(/** @type {Record<string, Schema>} */ schemas) {
  const found = new Set();
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const [name, schema] of Object.entries(schemas))
      if (fieldsOf(schema).some((field) => field.strategy || field.types.some((type) => found.has(type))))
        found.add(name);
  }
  return found;
}

/** The types as the table names them: the Go name, with its package where two share it. @param {string[]} names */
function shortNames(names) {
  const last = (/** @type {string} */ name) => name.split(".").pop() ?? name;
  return new Map(
    names.map((name) => {
      const isShared = names.some((other) => other !== name && last(other) === last(name));
      return [name, isShared ? `${last(name)}@${name.split(".").slice(-3, -1).join(".")}` : last(name)];
    }),
  );
}

/** @param {Field} field @param {Map<string, string>} names */
function token({ name, strategy, mergeKey, types }, names) {
  const words = strategy.split(",");
  const type = types.map((full) => names.get(full)).find(Boolean);
  const merge = words.includes("merge") ? `|${mergeKey}` : "";
  return `${name}${type ? `:${type}` : ""}${merge}${words.includes("retainKeys") ? "+" : ""}${words.includes("replace") ? "!" : ""}`;
}

/** "apps/v1 Deployment …" lines. @param {Record<string, Schema>} schemas @param {Map<string, string>} names */
function kindLines(schemas, names) {
  /** @type {Map<string, string[]>} */
  const versions = new Map();
  for (const [name, schema] of Object.entries(schemas)) {
    const kinds = /** @type {{ group: string, version: string, kind: string }[]} */ (
      schema["x-kubernetes-group-version-kind"] ?? []
    );
    if (kinds.length !== 1 || kinds[0]?.kind.endsWith("List") || !names.has(name)) continue;
    for (const { group, version, kind } of kinds) {
      const apiVersion = group ? `${group}/${version}` : version;
      const type = names.get(name);
      versions.set(apiVersion, [...(versions.get(apiVersion) ?? []), type === kind ? kind : `${kind}:${type}`]);
    }
  }
  return [...versions].sort().map(([apiVersion, kinds]) => `${apiVersion} ${kinds.sort().join(" ")}`);
}

function render(/** @type {Record<string, Schema>} */ schemas) {
  const wanted = interesting(schemas);
  const listed = Object.keys(schemas).filter((name) => wanted.has(name) && !isList(schemas[name]));
  const names = shortNames(listed.sort());
  const types = listed.map((name) => {
    const fields = fieldsOf(schemas[name] ?? {}).filter(
      (field) => !/^(apiVersion|kind)$/.test(field.name) || !isKind(schemas[name]),
    );
    return `${names.get(name)} ${fields.map((field) => token(field, names)).join(" ")}`;
  });
  return { kinds: kindLines(schemas, names), types };
}

const isKind = (/** @type {Schema | undefined} */ schema) => schema?.["x-kubernetes-group-version-kind"] !== undefined;
const isList = (/** @type {Schema | undefined} */ schema) =>
  isKind(schema) && schema?.["x-kubernetes-group-version-kind"][0].kind.endsWith("List");

const { kinds, types } = render(schemasOf(await documentsOf(process.argv[2] ?? "http://127.0.0.1:8001")));
writeFileSync(
  TARGET,
  `// Written by scripts/patch/table.js from the OpenAPI v3 documents of Kubernetes 1.36.3.

/** The kinds of each group and version; "Kind:Type" where the type has another name. */
export const KINDS = \`
${kinds.join("\n")}
\`;

/**
 * Every type with a patch strategy in or below it and its fields: "field:Type", "|key" for lists that merge by key ("|"
 * alone: lists of plain values), "+" for retainKeys, "!" for replace. A kind's apiVersion and kind are left out.
 */
export const TYPES = \`
${types.join("\n")}
\`;
`,
);
