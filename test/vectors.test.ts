import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../src/commands/index.ts";
import { main } from "../src/main.ts";
import { recordingWorld } from "./helpers/world.ts";

// Command lines that need no server, answered by the real kubectl 1.36.3.

type Content = string | { readonly b64: string } | { readonly text: string; readonly executable?: boolean };

interface Vector {
  readonly id: string;
  readonly args: readonly string[];
  readonly stdin?: Content;
  readonly files?: Readonly<Record<string, Content>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdout: Content;
  readonly stderr: Content;
  readonly rc: number;
  readonly help?: "stdout" | "stderr";
  readonly files_after?: Readonly<Record<string, Content | null>>;
}

const bytes = (content: Content | undefined, here: string): Buffer => {
  if (content === undefined) return Buffer.alloc(0);
  if (typeof content === "string") return Buffer.from(content.replaceAll("{{dir}}", here));
  return "b64" in content ? Buffer.from(content.b64, "base64") : Buffer.from(content.text.replaceAll("{{dir}}", here));
};

function lay(files: Vector["files"], here: string): void {
  for (const [path, content] of Object.entries(files ?? {})) {
    if (path.endsWith("/")) {
      mkdirSync(join(here, path), { recursive: true });
      continue;
    }
    mkdirSync(dirname(join(here, path)), { recursive: true });
    writeFileSync(join(here, path), bytes(content, here));
    if (typeof content === "object" && "executable" in content) chmodSync(join(here, path), 0o755);
  }
}

function changes(vector: Vector, here: string): Record<string, string | null> {
  const found: Record<string, string | null> = {};
  const names = readdirSync(here, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of names) {
    const path = join(entry.parentPath, entry.name).slice(here.length + 1);
    if (path.startsWith(".kube/cache/")) continue;
    const text = readFileSync(join(here, path));
    if (!bytes(vector.files?.[path], here).equals(text) || !(path in (vector.files ?? {})))
      found[path] = level(text.toString(), here);
  }
  for (const path of Object.keys(vector.files ?? {})) {
    if (!path.endsWith("/") && !names.some((entry) => join(entry.parentPath, entry.name) === join(here, path)))
      found[path] = null;
  }
  return found;
}

const level = (text: string, here: string): string =>
  text.replaceAll(here, "{{dir}}").replace(/(?<![\w./@-])kubectl(?=[ '"\n]|$)/g, "{{name}}");

async function perform(vector: Vector) {
  const here = realpathSync(mkdtempSync(join(tmpdir(), "kctl-vector-")));
  try {
    lay(vector.files, here);
    const env = Object.fromEntries(
      Object.entries(vector.env ?? {}).map(([key, value]) => [key, value.replaceAll("{{dir}}", here)]),
    );
    const recorded = recordingWorld({ cwd: here, home: here, env, input: bytes(vector.stdin, here) });
    const rc = await main(
      vector.args.map((arg) => arg.replaceAll("{{dir}}", here)),
      recorded.world,
    );
    return {
      rc,
      stdout: level(recorded.stdout(), here),
      stderr: level(recorded.stderr(), here),
      files: changes(vector, here),
    };
  } finally {
    rmSync(here, { recursive: true, force: true });
  }
}

/** Whether the vector is about a command that this version carries (or about no command at all). */
const isCarried = ({ args }: Vector): boolean =>
  !root.commands?.[args.find((arg) => !arg.startsWith("-")) ?? ""]?.missing;

/** Plugins write to the terminal itself, which a test cannot read: they are run as programs elsewhere. */
const isInProcess = (vector: Vector, area: string): boolean =>
  area !== "plugin" || vector.args[0] === "plugin" || vector.stdout === "";

const AREAS = ["config", "create", "kuberc", "metadata", "patch", "plugin", "set", "usage", "no-server"];

for (const area of AREAS) {
  const vectors = (JSON.parse(readFileSync(`test/vectors/${area}.json`, "utf8")) as Vector[]).filter(
    (vector) => isCarried(vector) && isInProcess(vector, area),
  );
  test.skipIf(process.platform === "win32").each(vectors.map((vector) => [vector.id, vector] as const))(
    "%s",
    async (_, vector) => {
      const got = await perform(vector);
      expect(got.rc).toBe(vector.rc);
      if (vector.help === "stdout") expect(got.stdout).toContain("Usage:");
      else expect(got.stdout).toBe(String(vector.stdout));
      if (vector.help === "stderr") expect(got.stderr).toContain("Usage:");
      else expect(got.stderr).toBe(String(vector.stderr));
      const wanted = Object.fromEntries(
        Object.entries(vector.files_after ?? {}).map(([path, text]) => [path, text === null ? null : String(text)]),
      );
      expect(got.files).toEqual(wanted);
    },
  );
}
