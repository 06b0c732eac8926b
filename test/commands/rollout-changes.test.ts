import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Serving, serve } from "../../src/sandbox/serve.ts";
import { type Home, makeHome } from "../helpers/run.ts";

let serving: Serving;
let home: Home;

const kctl = (...args: string[]) => home.run(args);
const patched = (kind: string, container: object) =>
  kctl(
    "patch",
    kind,
    "-p",
    JSON.stringify({ spec: { template: { spec: { containers: [{ name: "web", ...container }] } } } }),
  );

beforeAll(async () => {
  serving = await serve();
  home = makeHome();
  home.write(".kube/config", serving.kubeconfig);
  await kctl("create", "deployment", "x", "--image=web:1");
  await kctl("rollout", "status", "deployment/x");
  await patched("deployment/x", { image: "web:2" });
  await kctl("annotate", "deployment/x", "kubernetes.io/change-cause=two");
  await kctl("rollout", "status", "deployment/x");
  await patched("deployment/x", { env: [{ name: "LOG", value: "a\u001b[1m" }] });
  await kctl("rollout", "status", "deployment/x");
});
afterAll(async () => {
  home.remove();
  await serving.close();
});

describe("rollout history --diff", () => {
  test("shows what each revision changed; hostile values come out harmless", async () => {
    const { stdout } = await kctl("rollout", "history", "deployment/x", "--diff");
    expect(stdout).toBe(
      [
        "deployment.apps/x ",
        "REVISION  CHANGE-CAUSE",
        "1         <none>",
        "          the first that is remembered",
        "2         two",
        "          containers[web].image: web:1 -> web:2",
        "3         two",
        "          + containers[web].env[LOG]: a^[[1m",
        "",
        "",
      ].join("\n"),
    );
  });

  test("shows one alone; not as JSON, and none that is not there", async () => {
    expect((await kctl("rollout", "history", "deployment/x", "--diff", "--revision=2")).stdout).toBe(
      "deployment.apps/x \nREVISION  CHANGE-CAUSE\n2         two\n          containers[web].image: web:1 -> web:2\n\n",
    );
    expect((await kctl("rollout", "history", "deployment/x", "--diff", "-o", "json")).stderr).toContain(
      "cannot be used",
    );
    expect((await kctl("rollout", "history", "deployment/x", "--diff", "--revision=9")).code).toBe(1);
  });
});

describe("rollout undo --preview", () => {
  const version = async () => (await kctl("get", "deployment/x", "-o", "jsonpath={.metadata.resourceVersion}")).stdout;

  test("shows what would change, and changes nothing", async () => {
    const before = await version();
    expect((await kctl("rollout", "undo", "deployment/x", "--preview")).stdout).toBe(
      "deployment.apps/x would go back to revision 2:\n  - containers[web].env[LOG]: a^[[1m\n",
    );
    expect((await kctl("rollout", "undo", "deployment/x", "--preview", "--to-revision=1")).stdout).toContain(
      "containers[web].image: web:2 -> web:1",
    );
    expect((await kctl("rollout", "undo", "deployment/x", "--preview", "--to-revision=3")).stdout).toBe(
      "deployment.apps/x would stay as it is: revision 3 has the same pod template\n",
    );
    expect(await version()).toBe(before);
  });

  test("knows the errors of undo", async () => {
    expect((await kctl("rollout", "undo", "deployment/x", "--preview", "--to-revision=9")).stderr).toContain(
      "unable to find specified revision 9 in history",
    );
    expect((await kctl("rollout", "undo", "deployment/x", "--preview", "-o", "name")).stderr).toContain(
      "cannot be used",
    );
  });

  test("of a stateful set", async () => {
    const spec = { selector: { matchLabels: { app: "s" } }, serviceName: "s" };
    const template = { metadata: { labels: { app: "s" } }, spec: { containers: [{ name: "web", image: "web:1" }] } };
    const set = { apiVersion: "apps/v1", kind: "StatefulSet", metadata: { name: "s" }, spec: { ...spec, template } };
    await kctl("create", "-f", home.write("s.json", JSON.stringify(set)));
    await kctl("rollout", "status", "statefulset/s");
    await patched("statefulset/s", { image: "web:2" });
    await kctl("rollout", "status", "statefulset/s");
    expect((await kctl("rollout", "undo", "statefulset/s", "--preview")).stdout).toBe(
      "statefulset.apps/s would go back to revision 1:\n  containers[web].image: web:2 -> web:1\n",
    );
  });
});
