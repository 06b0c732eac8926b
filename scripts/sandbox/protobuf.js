// Records how the API's objects are written in protobuf (kubectl sends new objects that way): the numbers of all fields, from
// the .proto files of the Go modules that test/cluster builds with, into src/sandbox/recorded.
// node scripts/sandbox/protobuf.js
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";

const modules = ["k8s.io/api", "k8s.io/apimachinery", "k8s.io/apiextensions-apiserver"];
const folders = modules.map((module) =>
  execFileSync("go", ["list", "-m", "-f", "{{.Dir}}", module], { cwd: "test/cluster", encoding: "utf8" }).trim(),
);

/** @type {Record<string, [number, string, string, string][]>} message → [number, name, type, "" | "list" | "map" | "inline"] */
const messages = {};
for (const folder of folders)
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (file.endsWith("generated.proto")) read(readFileSync(join(folder, file), "utf8"));

/** @param {string} text */
function read(text) {
  const plain = text.replace(/\/\/.*$/gm, "");
  const name = /^package ([\w.]+);/m.exec(plain)?.[1];
  for (const [, message, body] of plain.matchAll(/^message (\w+) \{([\s\S]*?)^\}/gm)) {
    messages[`${name}.${message}`] = fields(body ?? "", `${name}`);
  }
}

/** @param {string} body @param {string} place @returns {[number, string, string, string][]} */
function fields(body, place) {
  const full = (/** @type {string} */ type) =>
    /^[A-Z]/.test(type) ? `${place}.${type}` : type.startsWith(".") ? type.slice(1) : type;
  const lines = body.matchAll(/^\s*(optional|repeated|map<string,\s*([\w.]+)>)\s+(?:([\w.]+)\s+)?(\w+) = (\d+)/gm);
  return [...lines].map(([, kind = "", value, type, name = "", number]) =>
    kind.startsWith("map")
      ? [Number(number), name, full(value ?? ""), "map"]
      : [Number(number), name, full(type ?? ""), kind === "repeated" ? "list" : ""],
  );
}

// What JSON spells without a key of its own (an embedded struct) is a message whose field OpenAPI does not know.
const { brotli } = JSON.parse(readFileSync("src/sandbox/recorded/openapi.json", "utf8"));
const documents = Object.values(JSON.parse(brotliDecompressSync(Buffer.from(brotli, "base64")).toString()));
const schemas = Object.assign({}, ...documents.map((/** @type {any} */ one) => one.components?.schemas));
for (const [name, list] of Object.entries(messages)) {
  const properties = schemas[name.replace(/^k8s\.io/, "io.k8s")]?.properties;
  for (const field of properties ? list : []) {
    if (field[3] === "" && field[2] in messages && !(field[1] in properties)) field[3] = "inline";
  }
}

// Each message is named once; fields refer to messages by their place.
const names = Object.keys(messages).sort();
const table = names.map((name) => [
  name,
  (messages[name] ?? []).map(([number, field, type, shape]) => [
    number,
    field,
    names.includes(type) ? names.indexOf(type) : type,
    shape,
  ]),
]);
const packed = brotliCompressSync(JSON.stringify(table)).toString("base64");
writeFileSync("src/sandbox/recorded/protobuf.json", `${JSON.stringify({ brotli: packed })}\n`);
