import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: [],
  patch: ["core"],
  template: ["core"],
  generate: ["core", "patch"],
  kubeconfig: ["core"],
  client: ["core", "kubeconfig"],
  printers: ["core", "template"],
  resources: ["core", "client"],
  apply: ["core", "patch", "client", "resources"],
  sandbox: ["core", "patch"],
  cli: ["core", "kubeconfig", "client"],
  debug: ["core", "patch"],
  edit: ["core"],
  access: ["core"],
  describe: ["core", "template", "access", "resources", "printers"],
  nodes: ["core"],
  explain: ["core"],
  rollout: ["core", "patch", "client", "resources"],
  typed: ["core"],
  set: ["core", "typed"],
  pods: ["core", "client", "resources", "typed"],
  logs: ["core", "client", "pods"],
  streams: ["core", "client", "pods", "resources", "typed", "logs"],
  proxy: ["core", "client"],
  copy: ["core", "client", "resources", "streams"],
  forward: ["core", "client", "pods", "resources", "streams"],
  commands: [
    "core",
    "patch",
    "template",
    "generate",
    "kubeconfig",
    "client",
    "printers",
    "resources",
    "apply",
    "edit",
    "debug",
    "access",
    "nodes",
    "describe",
    "explain",
    "rollout",
    "typed",
    "set",
    "pods",
    "logs",
    "streams",
    "proxy",
    "copy",
    "forward",
    "cli",
  ],
};

/** Packages by the only files that may name them. */
const DOORS: Readonly<Record<string, string | readonly string[]>> = {
  commander: "cli/parse.ts",
  "js-yaml": "core/yaml/",
  chalk: "core/style.ts",
  "cli-table3": "printers/box.ts",
  "jsonpath-plus": "printers/query.ts",
  diff: "commands/diff/built-in.ts",
  undici: "client/",
  socks: "client/tunnel.ts",
  ws: ["client/websocket.ts", "sandbox/http/web-socket.ts"],
  "@peculiar/x509": "sandbox/certificate.ts",
  "reflect-metadata": "sandbox/certificate.ts",
};

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"));

const importsOf = (file: string): string[] => {
  const text = readFileSync(join("src", file), "utf8");
  return [...text.matchAll(/(?:from|import\(|import) ?"([^"]+)"/g)].map(([, path]) => path as string);
};

test("rooms import only the rooms below them", () => {
  const wrong = files.flatMap((file) => {
    const room = file.split("/")[0] as string;
    const allowed = ALLOWED[room];
    if (!allowed) return [];
    return (
      importsOf(file)
        .filter((path) => path.startsWith("."))
        .map((path) => relative("src", resolve("src", dirname(file), path)).replaceAll("\\", "/"))
        .filter((target) => target.split("/")[0] !== room && !allowed.includes(target.split("/")[0] as string))
        // The embedded cluster is for its own commands alone.
        .filter((target) => !(file.startsWith("commands/sandbox/") && target.startsWith("sandbox/")))
        .map((target) => `${file} -> ${target}`)
    );
  });
  expect(wrong).toEqual([]);
});

test("a command never imports another command", () => {
  const wrong = files
    .filter((file) => /^commands\/[^/]+\//.test(file))
    .flatMap((file) => {
      const group = file.split("/")[1];
      return importsOf(file)
        .filter((path) => path.startsWith("../") && !path.startsWith("../../"))
        .map((path) => `${file} -> ${path} (${group})`);
    });
  expect(wrong).toEqual([]);
});

test("each package is named in one place only", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => /^[a-z]/.test(path) && !path.startsWith("node:"))
      .filter((path) => ![DOORS[path.split("/")[0] as string] ?? []].flat().some((door) => file.startsWith(door)))
      .map((path) => `${file} -> ${path}`),
  );
  expect(wrong).toEqual([]);
});

test("only bin knows the process", () => {
  const wrong = files.filter((file) =>
    /\b(process\.(?!exit)|console\.|Date\.now\()/.test(readFileSync(join("src", file), "utf8")),
  );
  expect(wrong).toEqual([]);
});

test("files stay small and rooms have plain names", () => {
  const long = files.filter((file) => readFileSync(join("src", file), "utf8").split("\n").length > 301);
  expect(long).toEqual([]);
  expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|shared|misc)(\/|\.ts$)/.test(file))).toEqual([]);
});
