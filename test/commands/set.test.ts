import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../../src/main.ts";
import { type Serving, serve } from "../../src/sandbox/serve.ts";
import { says } from "../helpers/fault-server.ts";
import { testRows } from "../helpers/rows.ts";
import { type Home, makeHome } from "../helpers/run.ts";
import { recordingWorld } from "../helpers/world.ts";

let serving: Serving;
let home: Home;

const kctl = (...args: string[]) => home.run(args);
const version = async () => (await kctl("get", "deployment/web", "-o", "jsonpath={.metadata.generation}")).stdout;

beforeAll(async () => {
  serving = await serve();
  home = makeHome();
  home.write(".kube/config", serving.kubeconfig);
  await kctl("create", "deployment", "web", "--image=web:1", "--replicas=0");
});
afterAll(async () => {
  home.remove();
  await serving.close();
});

describe("a refused command changes nothing", () => {
  test.each([
    ["image", "deployment/web", "deployment/none", "web=web:2"],
    ["image", "deployment/web", "web=web:2", "-o", "bad"],
    ["image", "deployment/web", "web=web:2", "*=web:3"],
    ["image", "deployments", "--all", "-l", "a=b", "web=web:2"],
    ["env", "deployment/web", "A=1", "1B=2"],
    ["env", "deployment/web", "A=1", "--from=cm/none"],
    ["env", "deployment/web", "A=1", "--list", "-o", "name"],
    ["resources", "deployment/web", "--limits=cpu=1,memory=x"],
    ["serviceaccount", "deployment/web", "deployment/none", "robot"],
    ["subject", "deployment/web", "--user=u"],
    ["selector", "deployment/web", "a=b"],
  ])("set %s %s %s %s %s", async (...words) => {
    const before = await version();
    expect((await kctl("set", ...words)).code).toBe(1);
    expect(await version()).toBe(before);
  });

  test("nor does a dry run", async () => {
    const before = await version();
    const { stdout } = await kctl("set", "image", "deployment/web", "web=web:2", "--dry-run=client", "-o", "json");
    expect(JSON.parse(stdout).spec.template.spec.containers[0].image).toBe("web:2");
    await kctl("set", "env", "deployment/web", "A=1", "--dry-run=server");
    expect(await version()).toBe(before);
  });
});

test("what a variable holds drives no terminal; in a pipe it stays as it is", async () => {
  await kctl("set", "env", "deployment/web", "EVIL=a\u001b[2Jb");
  const args = ["set", "env", "deployment/web", "--list"];
  const terminal = recordingWorld({ cwd: home.folder, home: home.folder, env: { HOME: home.folder }, terminal: true });
  await main(args, terminal.world);
  expect(terminal.stdout()).toBe("# Deployment web, container web\nEVIL=a^[[2Jb\n");
  expect((await kctl(...args)).stdout).toContain("EVIL=a\u001b[2Jb\n");
});

describe("completion", () => {
  const completed = async (...words: string[]) => (await kctl("__complete", "set", ...words)).stdout;

  test.each([
    [["image", "dep"], "deployments\n:4\n"],
    [["image", "deployment/w"], "deployment/web\n:4\n"],
    [["image", "deployment", "web", ""], /^web=\tweb:\d\n:6\n$/],
    [["image", "deployment/web", "web=x", ""], ":6\n"],
    [["image", "cm/kube-root-ca.crt", ""], ":6\n"],
    [["selector", ""], "services\n:4\n"],
    [["serviceaccount", "deployment/web", ""], ":4\n"],
  ])("%j", async (words, wanted) => {
    const got = await completed(...words);
    if (typeof wanted === "string") expect(got).toBe(wanted);
    else expect(got).toMatch(wanted);
  });
});

const pod = (env: object[]) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "p", namespace: "default" },
  spec: {
    containers: [
      { name: "app", env },
      { name: "side", env },
    ],
  },
});
const reference = { name: "A", valueFrom: { secretKeyRef: { name: "s", key: "k" } } };
const answers = (object: object) => says(200, JSON.stringify(object));
const POD = "/api/v1/namespaces/default/pods/p";

testRows([
  {
    name: "what references name is asked for once",
    args: ["set", "env", "pod/p", "--list", "--resolve"],
    script: {
      [`GET ${POD}`]: answers(pod([reference])),
      "GET /api/v1/namespaces/default/secrets/s": answers({ kind: "Secret", data: { k: "djE=" } }),
    },
    stderr: "",
    stdout: "# Pod p, container app\nA=v1\n# Pod p, container side\nA=v1\n",
    requests: [`GET ${POD}`, "GET /api/v1/namespaces/default/secrets/s"],
    differs: "kubectl asks again for each container",
  },
  {
    name: "a variable that is there already is not sent",
    args: ["set", "env", "pod/p", "A=1"],
    script: { [`GET ${POD}`]: answers(pod([{ name: "A", value: "1" }])) },
    stderr: "",
    stdout: "",
    requests: [`GET ${POD}`],
  },
]);
