import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Serving, serve } from "../../src/sandbox/serve.ts";
import { type Home, makeHome } from "../helpers/run.ts";

let serving: Serving;
let home: Home;

beforeAll(async () => {
  serving = await serve();
  home = makeHome();
  home.write(".kube/config", serving.kubeconfig);
});
afterAll(async () => {
  home.remove();
  await serving.close();
});

const kctl = (line: string) => home.run(line.split(" "));

describe("rollout status --explain --fail-fast", () => {
  test("tells why a deployment hangs, and ends", async () => {
    await kctl("create deployment bad --image=web:nosuch");
    const line =
      "rollout status deployment/bad --explain --fail-fast --grace=ErrImagePull=1s --grace=ImagePullBackOff=1s";
    const { code, stdout, stderr } = await kctl(line);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^Waiting for deployment "bad" rollout to finish: 0 of 1 updated replicas are available...\n/m,
    );
    expect(stdout).toMatch(/^bad-\w+-\w+\/web (ErrImagePull|ImagePullBackOff): .*not found \(\d+s\)$/m);
    expect(stderr).toMatch(/^error: deployment "bad" cannot go on: bad-\w+-\w+\/web (ErrImagePull|ImagePullBackOff): /);
  });

  test("without --explain says nothing before its end", async () => {
    const { code, stdout } = await kctl(
      "rollout status deployment/bad --fail-fast --grace=ErrImagePull=0s --grace=ImagePullBackOff=0s",
    );
    expect(code).toBe(1);
    expect(stdout).not.toContain("Image");
  });

  test("without --fail-fast goes on waiting", async () => {
    const { stderr, stdout } = await kctl("rollout status deployment/bad --explain --timeout=1500ms");
    expect(stderr).toBe("error: timed out waiting for the condition\n");
    expect(stdout).toContain("ImagePullBackOff");
  });

  test("looks once with --watch=false", async () => {
    const { code, stdout } = await kctl("rollout status deployment/bad --explain --watch=false");
    expect(code).toBe(0);
    expect(stdout.split("\n")).toHaveLength(3);
    expect((await kctl("rollout status deployment/bad --fail-fast --watch=false")).stderr).toContain("cannot be used");
  });

  test("who may not read events is told so, and pods still speak", async () => {
    await kctl("create role viewer --verb=get,list,watch --resource=deployments.apps,replicasets.apps,pods");
    await kctl("create rolebinding viewer --role=viewer --user=bob");
    const { stdout, stderr } = await kctl("rollout status deployment/bad --explain --watch=false --as=bob");
    expect(stderr).toMatch(/^Warning: causes are told without events, which cannot be read: events is forbidden/);
    expect(stdout).toContain("web:nosuch");
  });

  test("a deployment that has failed before says why, too", async () => {
    await kctl('patch deployment bad -p {"spec":{"progressDeadlineSeconds":1}}');
    await kctl("wait deployment/bad --for=condition=Progressing=false --timeout=20s");
    const { code, stdout, stderr } = await kctl("rollout status deployment/bad --explain");
    expect([code, stderr]).toEqual([1, 'error: deployment "bad" exceeded its progress deadline\n']);
    expect(stdout).toContain("web:nosuch");
  });
});

describe("a job", () => {
  test("has a status with our own flags alone", async () => {
    await kctl("create job ok --image=web:1 -- sleep 1");
    expect((await kctl("rollout status job/ok")).stderr).toContain(
      "no status viewer has been implemented for Job.batch",
    );
    const { code, stdout } = await kctl("rollout status job/ok --explain");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Waiting for job "ok" to finish: 0 of 1 pods succeeded...\n/);
    expect(stdout).toMatch(/job "ok" successfully completed\n$/);
  });

  test("that crashes ends the wait", async () => {
    await kctl("create job crash --image=web:1 -- false");
    const { code, stdout, stderr } = await kctl("rollout status job/crash --explain --fail-fast --grace=Error=1s");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^crash-\w+\/crash Error: exit code 1 /m);
    expect(stderr).toMatch(/^error: job "crash" cannot go on: crash-\w+\/crash Error: exit code 1\n$/);
  });
});
