import { describe, expect, test } from "vitest";
import { converse, TOKEN } from "../helpers/converse.ts";
import { json } from "../helpers/fault-server.ts";
import { isJudge } from "../helpers/run.ts";

// Credentials never travel in the clear, whatever the kubeconfig says.

const script = {
  "GET /api/v1/namespaces/default/pods/a": json({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } }),
};
const args = ["get", "pod", "a"];

describe.skipIf(isJudge)("plain http", () => {
  test("no credentials and no impersonation", async () => {
    const user = { token: TOKEN };
    const got = await converse({
      script,
      tls: null,
      user,
      args: [...args, "--as=somebody", "--as-group=g", "--as-uid=1"],
    });
    expect(got.stderr).toBe("");
    expect(got.server.headers).toHaveLength(3);
    for (const headers of got.server.headers) {
      expect(JSON.stringify(headers)).not.toContain(TOKEN);
      expect(Object.keys(headers).filter((name) => /^(authorization|impersonate-.*)$/.test(name))).toEqual([]);
    }
  });

  test("a password neither", async () => {
    const got = await converse({ script, tls: null, user: { username: "me", password: TOKEN }, args });
    for (const headers of got.server.headers) expect(headers.authorization).toBeUndefined();
  });
});
