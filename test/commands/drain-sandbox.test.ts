import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Serving, serve } from "../../src/sandbox/serve.ts";
import { type Home, makeHome } from "../helpers/run.ts";

// A node of one's own in the embedded cluster: emptied, closed and opened again.

let serving: Serving;
let home: Home;

const kctl = (line: string, input = "") => home.run(line.split(" "), { input });
const phases = async () => (await kctl("get pods -o jsonpath={.items[*].status.phase}")).stdout;

beforeAll(async () => {
  serving = await serve();
  home = makeHome();
  home.write(".kube/config", serving.kubeconfig);
  const node = { apiVersion: "v1", kind: "Node", metadata: { name: "own", labels: { own: "yes" } } };
  const template = {
    metadata: { labels: { app: "db" } },
    spec: { nodeSelector: { own: "yes" }, containers: [{ name: "c", image: "nginx:1.27" }] },
  };
  const spec = { replicas: 1, serviceName: "db", selector: { matchLabels: { app: "db" } }, template };
  const db = { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "db" }, spec };
  await kctl("create -f -", JSON.stringify(node));
  await kctl("wait --for=condition=Ready node/own --timeout=10s");
  await kctl("create -f -", JSON.stringify(db));
  await kctl("rollout status statefulset/db");
  await kctl("create poddisruptionbudget db --selector=app=db --min-available=1");
  await kctl("wait pdb/db --for=jsonpath={.status.currentHealthy}=1 --timeout=10s");
}, 30_000);
afterAll(async () => {
  home.remove();
  await serving.close();
});

test("a node that is created becomes ready, and runs pods", async () => {
  expect((await kctl("get node own -o jsonpath={.status.conditions[-1:].status}")).stdout).toBe("True");
  expect(await phases()).toBe("Running");
});

test("dry runs evict nothing", async () => {
  for (const how of ["client", "server"]) {
    const { stdout } = await kctl(`drain own --dry-run=${how} --disable-eviction`);
    expect(stdout).toContain("node/own drained (");
  }
  expect((await kctl("drain own --dry-run=server --timeout=200ms")).stderr).toContain("disruption budget");
  expect(await phases()).toBe("Running");
  expect((await kctl("get node own -o jsonpath={.spec.unschedulable}")).stdout).toBe("");
});

test.skipIf(process.platform === "win32")(
  "Ctrl-C while a budget holds a pod ends it at once",
  async () => {
    const env = { PATH: process.env.PATH, HOME: home.folder, KUBECACHEDIR: `${home.folder}/cache` };
    const child = spawn(process.execPath, ["bin/kctl.js", "drain", "own"], { env, stdio: ["ignore", "pipe", "pipe"] });
    let interrupted = 0;
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      if (!chunk.includes("will retry after 5s")) return;
      interrupted = performance.now();
      child.kill("SIGINT");
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(130);
    expect(performance.now() - interrupted).toBeLessThan(2000);
    expect(await phases()).toBe("Running");
  },
  20_000,
);

test("without the budget the pod goes, and its successor waits for the node", async () => {
  await kctl("delete pdb db");
  const { code, stdout } = await kctl("drain own --timeout=20s");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: "node/own already cordoned\nevicting pod default/db-0\npod/db-0 evicted\nnode/own drained\n",
  });
  expect(await phases()).toBe("Pending");
  await kctl("uncordon own");
  expect((await kctl("wait --for=condition=Ready pod/db-0 --timeout=20s")).code).toBe(0);
}, 50_000);
