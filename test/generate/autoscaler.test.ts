import { describe, expect, test } from "vitest";
import { autoscaler, olderAutoscaler } from "../../src/generate/autoscaler.ts";
import { metricTarget } from "../../src/generate/metric-target.ts";
import { converse } from "../helpers/converse.ts";
import { discovery, json, resource, says, status } from "../helpers/fault-server.ts";

describe("what pods should use on average", () => {
  test.each<["cpu" | "memory", string, string | number]>([
    ["cpu", "70%", 70],
    ["cpu", " 5%", 5],
    ["cpu", "70", "70m"],
    ["cpu", "1000", "1"],
    ["cpu", "5.5", "5500u"],
    ["cpu", "500m", "500m"],
    ["cpu", "1_0", "10m"],
    ["memory", "70", "70Mi"],
    ["memory", "5.5", "5632Ki"],
    ["memory", "1Gi", "1Gi"],
  ])("%s %j", (name, text, expected) => {
    const target = metricTarget(name, text);
    expect(target.averageUtilization ?? target.averageValue).toBe(expected);
  });

  test.each([
    ["abc", "invalid resource cpu value: abc"],
    ["5 m", "invalid resource cpu value: 5 m"],
    ["-5%", "invalid percentage value: -5"],
    ["2147483648%", "invalid percentage value: 2147483648"],
    ["1000000", "quantities must match the regular expression"],
    ["0.00001", "quantities must match the regular expression"],
    ["nan", "quantities must match the regular expression"],
  ])("%j is refused", (text, words) => {
    expect(() => metricTarget("cpu", text)).toThrow(words);
  });
});

const web = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web", namespace: "default" } };
const words = { name: "", min: 2, max: 5, cpu: "", memory: "", cpuPercent: -1 };

describe("the autoscaler of an object", () => {
  test("aims at what the words say", () => {
    const { metadata, spec } = autoscaler(web, { ...words, cpuPercent: 7, memory: "1Gi" }, "shop");
    expect(metadata).toEqual({ name: "web", namespace: "shop" });
    expect(spec).toMatchObject({ minReplicas: 2, maxReplicas: 5 });
    expect((spec as { metrics: unknown[] }).metrics).toHaveLength(2);
  });

  test.each<[string, Partial<typeof words>, unknown]>([
    ["nothing", {}, undefined],
    ["a share of the CPU", { cpu: "70%" }, 70],
    ["an amount of CPU", { cpu: "70" }, "no way"],
    ["memory", { memory: "7%" }, "no way"],
    ["both", { cpu: "70%", memory: "7%" }, "no way"],
  ])("in the older form: %s", (_, more, expected) => {
    const older = olderAutoscaler(autoscaler(web, { ...words, ...more }, ""));
    const spec = older?.spec as { targetCPUUtilizationPercentage?: number } | undefined;
    expect(spec ? spec.targetCPUUtilizationPercentage : "no way").toEqual(expected);
  });
});

describe("with a server", () => {
  const HPAS = "horizontalpodautoscalers";
  const [v2, v1] = ["v2", "v1"].map((version) => `POST /apis/autoscaling/${version}/namespaces/default/${HPAS}`);
  const PATH = "/apis/apps/v1/namespaces/default/deployments/web";
  const subresources = [{ subresource: "scale", responseKind: { group: "autoscaling", version: "v1", kind: "Scale" } }];
  const types = discovery("apps", [resource("deployments", "Deployment", "deployment", { subresources })]);
  const ask = (script: Parameters<typeof converse>[0]["script"]) =>
    converse({
      args: ["autoscale", "deployment", "web", "--max=5", "--cpu=5%"],
      script: { "GET /apis": types, [`GET ${PATH}`]: json(web), ...script },
    });

  test("the older form is for servers that have no other", async () => {
    const made = { apiVersion: "autoscaling/v1", kind: "HorizontalPodAutoscaler", metadata: { name: "web" } };
    const { stdout, requests } = await ask({
      [v2 as string]: says(404, "404 page not found\n", { "content-type": "text/plain" }),
      [v1 as string]: json(made),
    });
    expect(stdout).toBe("horizontalpodautoscaler.autoscaling/web autoscaled\n");
    expect(requests.map((line) => line.split("?")[0])).toEqual([`GET ${PATH}`, v2, v1]);
  });

  test("a refusal stands", async () => {
    const { stderr, requests } = await ask({ [v2 as string]: status(403, "Forbidden", "no") });
    expect(stderr).toBe("Error from server (Forbidden): no\n");
    expect(requests).toHaveLength(2);
  });
});
