import { describe, expect, test } from "vitest";
import { checkScale, isReached, withReplicas } from "../../src/commands/scale/replicas.ts";
import { converse } from "../helpers/converse.ts";
import { json, status } from "../helpers/fault-server.ts";

const scale = (spec: number, status = spec, resourceVersion = "7") => ({
  kind: "Scale",
  apiVersion: "autoscaling/v1",
  metadata: { name: "web", resourceVersion },
  spec: { replicas: spec },
  status: { replicas: status },
});

describe("what is printed of a scaled object", () => {
  test.each([
    ["a deployment", { apiVersion: "apps/v1", spec: { replicas: 1, paused: true } }, { replicas: 3, paused: true }],
    ["one without a spec", { apiVersion: "v1" }, { replicas: 3 }],
    ["another group", { apiVersion: "example.com/v1", spec: { replicas: 1 } }, { replicas: 1 }],
  ])("%s", (_, object, spec) => {
    expect(withReplicas(object, 3).spec).toEqual(spec);
  });

  test("a spec that is no object is refused", () => {
    expect(() => withReplicas({ apiVersion: "apps/v1", spec: [] }, 3)).toThrow(
      "value cannot be set because .spec is not a map[string]interface{}",
    );
  });
});

describe("what a Scale has to be like", () => {
  test.each<[number, string, string]>([
    [-1, "", ""],
    [2, "7", ""],
    [3, "", "Expected replicas to be 3, was 2"],
    [2, "8", "Expected resource version to be 8, was 7"],
    [3, "8", "Expected replicas to be 3, was 2"],
  ])("replicas %d, version %j", (currentReplicas, resourceVersion, problem) => {
    const check = () => checkScale(scale(2), { currentReplicas, resourceVersion });
    if (problem) expect(check).toThrow(problem);
    else expect(check).not.toThrow();
  });

  test("waiting ends when the replicas are there, or when they are not wanted any more", () => {
    expect([isReached(scale(2, 1), 2), isReached(scale(2, 2), 2), isReached(scale(9, 1), 2)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(isReached({ spec: {}, status: {} }, 0)).toBe(true);
  });
});

const PATH = "/apis/apps/v1/namespaces/default/deployments/web";
const web = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "default" }, spec: {} };

describe("with a server", () => {
  test("a Scale that others change meanwhile is read and changed again", async () => {
    const { code, stdout, requests } = await converse({
      args: ["scale", "deployment", "web", "--replicas=3", "--current-replicas=2"],
      script: {
        [`GET ${PATH}`]: json(web),
        [`GET ${PATH}/scale`]: json(scale(2)),
        [`PUT ${PATH}/scale`]: [status(409, "Conflict", "the object has been modified"), json(scale(3))],
      },
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "deployment.apps/web scaled\n" });
    expect(requests).toEqual([
      `GET ${PATH}`,
      `GET ${PATH}/scale`,
      `PUT ${PATH}/scale`,
      `GET ${PATH}/scale`,
      `PUT ${PATH}/scale`,
    ]);
  });

  test("another number than expected changes nothing", async () => {
    const { code, stderr, requests } = await converse({
      args: ["scale", "deployment", "web", "--replicas=3", "--current-replicas=2", "--record"],
      script: { [`GET ${PATH}`]: json(web), [`GET ${PATH}/scale`]: json(scale(5)) },
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining("Expected replicas to be 2, was 5\n"),
    });
    expect(requests).toEqual([`GET ${PATH}`, `GET ${PATH}/scale`]);
  });

  test("a dry run with --record stores no annotation", async () => {
    const { code, requests } = await converse({
      args: ["scale", "deployment", "web", "--replicas=3", "--dry-run=server", "--record"],
      script: { [`GET ${PATH}`]: json(web), [`PATCH ${PATH}/scale`]: json(scale(3)) },
    });
    expect(code).toBe(0);
    expect(requests).toEqual([`GET ${PATH}`, `PATCH ${PATH}/scale?dryRun=All`]);
  });
});
