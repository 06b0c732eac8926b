import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { converse, TOKEN } from "../helpers/converse.ts";
import { type FaultServer, faultServer, json, says } from "../helpers/fault-server.ts";
import { isJudge } from "../helpers/run.ts";

// kubectl follows redirects and takes the token along; we go nowhere (docs/differences.md).

const POD = "/api/v1/namespaces/default/pods/a";
const pod = json({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } });

describe.skipIf(isJudge)("a redirect is an error", () => {
  const other: { server?: FaultServer } = {};
  beforeAll(async () => {
    other.server = await faultServer(
      { [`GET ${POD}`]: pod, "GET /elsewhere": pod, [`PATCH ${POD}`]: pod },
      { tls: null },
    );
  });
  afterAll(() => other.server?.close());

  const places = [
    ["another path", () => "/elsewhere"],
    ["another port and scheme", () => `${other.server?.url}${POD}`],
    ["another host", () => `http://localhost:${other.server?.port}${POD}`],
    ["the same address", () => POD],
  ] as const;
  const rows = [301, 302, 303, 307, 308].flatMap((code) => places.map(([name, place]) => [code, name, place] as const));

  test.each(rows)("%d to %s", async (code, _, place) => {
    const location = place();
    const { stderr, ...got } = await converse({
      script: { [`GET ${POD}`]: says(code, "", { location }), "GET /elsewhere": pod },
      args: ["get", "pod", "a", "-v=9"],
    });
    const words = `error: the server answered ${got.server.url}${POD} with a redirect to ${location}; redirects are not followed, so that credentials reach no other server\n`;
    expect(stderr.split("\n").at(-2)).toBe(words.replaceAll(/(127\.0\.0\.1|localhost):\d+/g, "$1:PORT").trim());
    expect(got).toMatchObject({ code: 1, stdout: "", requests: [`GET ${POD}`] });
    expect(stderr).not.toContain(TOKEN);
    expect(other.server?.requests).toEqual([]);
  });

  test.each(["-w", "--raw=/x", "label"])("%s too", async (way) => {
    const list = json({ kind: "PodList", apiVersion: "v1", metadata: { resourceVersion: "7" }, items: [] });
    const away = says(307, "", { location: `${other.server?.url}${POD}` });
    const args = { "-w": ["get", "pods", "-w"], "--raw=/x": ["get", "--raw=/x"], label: ["label", "pod", "a", "x=y"] }[
      way
    ];
    const script = {
      [`GET ${POD.slice(0, -2)}`]: [list, away],
      "GET /x": away,
      [`GET ${POD}`]: pod,
      [`PATCH ${POD}`]: away,
    };
    const got = await converse({ script, args: args as string[] });
    expect(got.stderr).toContain("redirects are not followed");
    expect(got.code).toBe(1);
    expect(other.server?.requests).toEqual([]);
  });
});
