import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { converse } from "../../helpers/converse.ts";
import { faultServer, json, type Script, status } from "../../helpers/fault-server.ts";
import { type Home, makeHome } from "../../helpers/run.ts";

const BASE = "/api/v1/namespaces/default/configmaps";
const object = (data: Record<string, string>) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name: "a", namespace: "default", resourceVersion: "7" },
  data,
});
const SCRIPT: Script = {
  [`GET ${BASE}/a`]: json(object({ k: "1" })),
  [`PATCH ${BASE}/a`]: json(object({ k: "2" })),
};
const MANIFEST = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: "2"}\n';
const patched = `PATCH ${BASE}/a?dryRun=All&fieldManager=kubectl-client-side-apply`;

let home: Home;
let temporary = "";
beforeEach(() => {
  home = makeHome();
  temporary = join(home.folder, "tmp");
  mkdirSync(temporary);
});
afterEach(() => home.remove());

const diff = (script: Script, env: Record<string, string> = {}, args: readonly string[] = []) =>
  converse({ script, args: ["diff", "-f", "-", ...args], input: MANIFEST, env: { TMPDIR: temporary, ...env } });

/** The same with folder names and times levelled. */
const level = (text: string) =>
  text
    .replaceAll(temporary, "TMP")
    .replace(/(LIVE|MERGED)-\d+/g, "$1")
    .replace(/\t\d{4}-.*/g, "\tTIME");

const EXPECTED = `diff -u -N TMP/LIVE/v1.ConfigMap.default.a TMP/MERGED/v1.ConfigMap.default.a
--- TMP/LIVE/v1.ConfigMap.default.a\tTIME
+++ TMP/MERGED/v1.ConfigMap.default.a\tTIME
@@ -1,6 +1,6 @@
 apiVersion: v1
 data:
-  k: "1"
+  k: "2"
 kind: ConfigMap
 metadata:
   name: a
`;

describe.skipIf(process.platform === "win32")("diff", () => {
  test("asks for a dry run of this very version and shows what differs", async () => {
    const { code, stdout, stderr, requests } = await diff(SCRIPT);
    expect([code, stderr, level(stdout)]).toEqual([1, "", EXPECTED]);
    expect(requests).toEqual([`GET ${BASE}/a`, patched]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("compares by itself where there is no such program", async () => {
    const { code, stdout } = await diff(SCRIPT, { PATH: "/nowhere" });
    expect([code, level(stdout)]).toEqual([1, EXPECTED]);
  });

  test("new objects, by itself and by the program", async () => {
    const script: Script = {
      [`GET ${BASE}/a`]: status(404, "NotFound", "no"),
      [`POST ${BASE}`]: json(object({ k: "1" })),
    };
    const [own, program] = [await diff(script, { PATH: "/nowhere" }), await diff(script)];
    expect(level(own.stdout)).toBe(level(program.stdout));
    expect(own.stdout).toContain("@@ -0,0 +1,8 @@");
  });

  test("no difference", async () => {
    const same = { ...SCRIPT, [`PATCH ${BASE}/a`]: json(object({ k: "1" })) };
    expect(await diff(same)).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(await diff(same, { PATH: "/nowhere" })).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });

  test("an object that keeps changing is looked at again, at last without its version", async () => {
    const conflict = status(409, "Conflict", "changed");
    const script = { ...SCRIPT, [`PATCH ${BASE}/a`]: [conflict, conflict, conflict, json(object({ k: "2" }))] };
    const { code, requests } = await diff(script);
    expect(code).toBe(1);
    expect(requests).toEqual([1, 2, 3, 4].flatMap(() => [`GET ${BASE}/a`, patched]));
  });

  test("a failure is told with exit code 2, and nothing stays behind", async () => {
    const { code, stdout, stderr } = await diff({ [`GET ${BASE}/a`]: status(403, "Forbidden", "not you") });
    expect([code, stdout, stderr]).toEqual([2, "", "Error from server (Forbidden): not you\n"]);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("a temporary folder that cannot be written to", async () => {
    const { code, stderr } = await diff(SCRIPT, { TMPDIR: join(home.folder, "nowhere") });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: mkdir .*\/LIVE-\d+: no such file or directory\n$/);
  });

  test("files are for this user alone", async () => {
    const program = home.write("look", '#!/bin/sh\numask 000\nls -ld "$1" "$1"/* | cut -c1-10\n');
    chmodSync(program, 0o755);
    const { stdout } = await diff(SCRIPT, { KUBECTL_EXTERNAL_DIFF: program });
    expect(stdout).toBe("drwx------\n-rw-------\n");
  });
});

describe.skipIf(process.platform === "win32")("interrupted while the program compares", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s", async (signal, expected) => {
    const server = await faultServer(SCRIPT, { tls: null });
    const program = home.write("wait", "#!/bin/sh\ntouch started\nexec sleep 30\n");
    chmodSync(program, 0o755);
    home.write("m.yaml", MANIFEST);
    const env = { PATH: process.env.PATH, HOME: home.folder, TMPDIR: temporary, KUBECTL_EXTERNAL_DIFF: program };
    const script = join(process.cwd(), "bin/kctl.js");
    const child = spawn(process.execPath, [script, "diff", "-f", "m.yaml", "-s", server.url], {
      cwd: home.folder,
      env,
    });
    const closed = new Promise<number | null>((resolve) => child.on("close", resolve));
    while (!existsSync(join(home.folder, "started"))) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readdirSync(temporary)).toHaveLength(2);
    child.kill(signal);
    expect(await closed).toBe(expected);
    expect(readdirSync(temporary)).toEqual([]);
    await server.close();
  });
});
