// Records into test/patch/three-way.json the patches that kubectl's client-side apply (and edit) sends:
//
//   KUBECONFIG=… node scripts/patch/three-way.js KUBECTL NAMESPACE
//
// The namespace must exist; the objects, and the resource type of the custom resource, are deleted again.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editCases } from "./three-way-edits.js";
import { objectCases } from "./three-way-objects.js";
import { podCases } from "./three-way-pods.js";

/**
 * An object, what others then change, and the object applied again or edited.
 * @typedef {{ [key: string]: any }} Manifest
 * @typedef {{ name: string, original: Manifest, live?: { type: string, patch: any }, modified?: Manifest, edit?: (object: Manifest) => Manifest }} ThreeWayCase
 */

const [kubectl = "kubectl", namespace = "default"] = process.argv.slice(2);
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** @param {string[]} words @param {object} [input] */
function run(words, input) {
  const done = spawnSync(kubectl, ["-n", namespace, ...words], {
    ...(input === undefined ? {} : { input: JSON.stringify(input) }),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (done.status !== 0) throw new Error(`kubectl ${words.join(" ")}: ${done.stderr.slice(-500)}`);
  return done;
}

/** What -v=9 shows of the last GET of the object and of the first PATCH. @param {string} log */
function exchangeOf(log) {
  const lines = log.split("\n");
  const at = lines.findIndex((line) => /^\s+curl .* -XPATCH /.test(line));
  if (at < 0) return undefined;
  const got =
    lines
      .slice(0, at)
      .filter((line) => /^\t\{"kind":|^\t\{"apiVersion":/.test(line))
      .at(-1) ?? "";
  const sent =
    lines
      .slice(0, at)
      .filter((line) => line.includes('"Request Body" body="{'))
      .at(-1) ?? "";
  return {
    type: /application\/([\w-]+)\+json/.exec(lines[at] ?? "")?.[1],
    current: JSON.parse(got),
    patch: JSON.parse(JSON.parse(sent.slice(sent.indexOf('body="') + 5))),
  };
}

/** The text of the annotation is long and says what `modified` says: a word stands for it. @param {any} object @param {string} word */
function shorten(object, word) {
  const text = object.metadata?.annotations?.[LAST_APPLIED];
  if (text !== undefined) object.metadata.annotations[LAST_APPLIED] = word;
  return text;
}

/** The manifest applied again, and the patch that kubectl sends. @param {string} name @param {any} manifest */
function applied(name, manifest) {
  const exchange = exchangeOf(run(["apply", "-v=9", "-f", "-"], manifest).stderr);
  if (!exchange) throw new Error(`${name}: no patch`);
  const { type, current, patch } = exchange;
  delete current.metadata.managedFields;
  const before = shorten(current, "before");
  const after = shorten(patch, "after");
  const original = JSON.parse(before);
  const modified = JSON.parse(after ?? before);
  modified.metadata.annotations[LAST_APPLIED] = after ? "after" : "before";
  return { name, type, original, current, modified, patch };
}

/**
 * What `edit` shows, changed, and the patch that kubectl sends.
 * @param {string} name @param {string[]} reference @param {(object: any) => any} change
 */
function edited(name, reference, change) {
  const before = JSON.parse(run(["get", ...reference, "-o", "json"]).stdout);
  const after = JSON.parse(JSON.stringify(change(before)));
  const file = join(mkdtempSync(join(tmpdir(), "edit-")), "after.json");
  writeFileSync(file, JSON.stringify(after));
  process.env.KUBE_EDITOR = `cp ${file}`;
  const exchange = exchangeOf(run(["edit", "-v=9", ...reference, "-o", "json"]).stderr);
  if (!exchange) throw new Error(`${name}: no patch`);
  return { name, type: exchange.type, before, after, patch: exchange.patch };
}

/** @param {ThreeWayCase} one */
function record({ name, original, live, modified, edit }) {
  run(edit ? ["create", "-f", "-"] : ["apply", "-f", "-"], original);
  const [group, version] = original.apiVersion.includes("/")
    ? original.apiVersion.split("/")
    : ["", original.apiVersion];
  const reference = [`${original.kind}.${version}.${group}`, original.metadata.name];
  if (live) run(["patch", ...reference, `--type=${live.type}`, "-p", JSON.stringify(live.patch)]);
  const found = edit ? edited(name, reference, edit) : applied(name, modified);
  run(["patch", ...reference, "--type=merge", "-p", '{"metadata":{"finalizers":null}}']);
  run(["delete", ...reference, "--wait=false"]);
  run(["wait", "--for=delete", "--timeout=30s", reference.join("/")]);
  return found;
}

const definition = JSON.parse(readFileSync(new URL("widget.json", import.meta.url), "utf8"));
run(["apply", "-f", "-"], definition);
run(["wait", "--for=condition=Established", `crd/${definition.metadata.name}`]);
try {
  const recorded = [...objectCases, ...podCases, ...editCases].map(record);
  const lines = recorded.map((one) => JSON.stringify(one)).join(",\n");
  writeFileSync("test/patch/three-way.json", `{"source": "kubectl 1.36.3: apply -v=9",\n"cases": [\n${lines}\n]}\n`);
} finally {
  run(["delete", "crd", definition.metadata.name]);
}
