import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Serving, serve } from "../../src/sandbox/serve.ts";
import { type Home, makeHome } from "../helpers/run.ts";

let serving: Serving;
let home: Home;

beforeAll(async () => {
  serving = await serve();
  home = makeHome();
  home.write(".kube/config", serving.kubeconfig);
  await kctl("create job good --image=web:1 -- sleep 1");
  await kctl("create -f -", job("bad"));
  await kctl("run stays --image=web:1");
  await kctl("run image --image=web:nosuch");
});
afterAll(async () => {
  home.remove();
  await serving.close();
});

const kctl = (line: string, input = "") => home.run(line.split(" "), { input });
const job = (name: string) =>
  JSON.stringify({
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name },
    spec: {
      backoffLimit: 0,
      template: { spec: { restartPolicy: "Never", containers: [{ name: "c", image: "web:1", command: ["false"] }] } },
    },
  });

describe("--for-any", () => {
  test.each(["good", "bad"])("ends with whichever comes first: %s", async (name) => {
    const line = `wait job/${name} --for-any=condition=Complete --for-any=condition=Failed --timeout=10s`;
    expect(await kctl(line)).toEqual({ code: 0, stdout: `job.batch/${name} condition met\n`, stderr: "" });
  });

  test("comes after --for", async () => {
    const line = "wait pod/stays --for=condition=Ready --for-any=delete --for-any=condition=Ready=false --timeout=1s";
    const { code, stdout, stderr } = await kctl(line);
    expect(code).toBe(1);
    expect(stdout).toBe("pod/stays condition met\n");
    expect(stderr).toBe("error: timed out waiting for the condition on pods/stays\n");
  });

  test.each(["--for-any=create", "--fail-on=create"])("%s is refused", async (flag) =>
    expect((await kctl(`wait pod/stays --for=condition=Ready ${flag}`)).stderr).toMatch(
      /^error: --[\w-]+ takes delete, condition=/,
    ),
  );
});

describe("--fail-on", () => {
  test("ends the wait at once", async () => {
    const started = Date.now();
    const line = "wait job/bad --for=condition=Complete --fail-on=condition=Failed --timeout=60s";
    expect(await kctl(line)).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: jobs/bad met --fail-on condition=Failed\n",
    });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  test("watches every object, also those that are not waited for yet", async () => {
    const path = "jsonpath={.status.containerStatuses[0].state.waiting.reason}=ImagePullBackOff";
    const line = `wait pod/stays pod/image --for=jsonpath={.metadata.labels.nosuch} --fail-on=${path} --timeout=60s`;
    expect((await kctl(line)).stderr).toBe(`error: pods/image met --fail-on ${path}\n`);
  });

  test("does no harm where what is waited for is there", async () => {
    const line = "wait job/bad --for=condition=Failed --fail-on=condition=Failed";
    expect((await kctl(line)).code).toBe(0);
    const both = "wait job/bad job/good --for=condition=Complete --fail-on=condition=Nosuch --timeout=1s";
    expect((await kctl(both)).stderr).toBe(
      "timed out waiting for the condition on jobs/bad\ntimed out waiting for the condition on jobs/good\n",
    );
  });

  test("looks once with --timeout=0", async () => {
    const line = "wait job/bad --for=condition=Complete --fail-on=condition=Failed --timeout=0";
    expect((await kctl(line)).stderr).toBe("error: jobs/bad met --fail-on condition=Failed\n");
  });
});
