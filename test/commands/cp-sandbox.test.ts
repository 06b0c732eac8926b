import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Serving, serve } from "../../src/sandbox/serve.ts";
import { type Home, makeHome } from "../helpers/run.ts";

// Copies to and from a container of the embedded cluster, whose shell has a small tar.

let serving: Serving;
let home: Home;

const kctl = (...words: string[]) => home.run(words);
const text = Array.from({ length: 50_000 }, (_, at) => `${at}\n`).join("");

beforeAll(async () => {
  serving = await serve();
  home = makeHome();
  home.write(".kube/config", serving.kubeconfig);
  home.write("site/index.html", "<h1>hello</h1>\n");
  home.write("site/deep/big", text);
  await kctl("run", "web", "--image=busybox", "--", "sleep", "1000000");
  await kctl("wait", "pod/web", "--for=condition=Ready", "--timeout=10s");
}, 30_000);
afterAll(async () => {
  home.remove();
  await serving.close();
});

test("a folder goes there and comes back", async () => {
  expect(await kctl("cp", "site", "web:/srv")).toMatchObject({ code: 0, stdout: "", stderr: "" });
  expect((await kctl("exec", "web", "--", "cat", "/srv/index.html")).stdout).toBe("<h1>hello</h1>\n");
  expect(await kctl("cp", "web:/srv", "back")).toMatchObject({ code: 0, stderr: "" });
  expect(home.read("back/deep/big")).toBe(text);
});

test("a file goes into a folder, and comes under another name", async () => {
  expect((await kctl("cp", "site/index.html", "web:/tmp")).code).toBe(0);
  expect((await kctl("cp", "web:/tmp/index.html", "one.html")).code).toBe(0);
  expect(readFileSync(join(home.folder, "one.html"), "utf8")).toBe("<h1>hello</h1>\n");
});

test("what is not there fails, both ways", async () => {
  const gone = await kctl("cp", "web:/gone", "gone");
  expect([gone.code, gone.stderr]).toEqual([1, "error: web:/gone was not copied: tar ended with exit code 1\n"]);
  expect(existsSync(join(home.folder, "gone"))).toBe(false);
  const there = await kctl("cp", "site", "web:/no/such/place");
  expect([there.code, there.stderr]).toEqual([
    1,
    "tar: can't change directory to '/no/such': No such file or directory\ncommand terminated with exit code 1\n",
  ]);
});
