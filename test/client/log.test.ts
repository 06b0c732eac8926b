import { describe, expect, test } from "vitest";
import { trafficLog } from "../../src/client/log.ts";
import { converse, TOKEN } from "../helpers/converse.ts";
import { json, status } from "../helpers/fault-server.ts";
import { isJudge } from "../helpers/run.ts";
import { recordingWorld } from "../helpers/world.ts";

// What -v shows, and what it never shows.

const CANARY = "c4nary-in-a-body";
const secret = { kind: "Secret", apiVersion: "v1", metadata: { name: "s" }, data: { x: CANARY } };
const SECRETS = "/api/v1/namespaces/default/secrets";

const shown = (level: number, path: string, text: string): string => {
  const recorded = recordingWorld();
  trafficLog(level, recorded.world).body(path, text);
  return recorded.stderr();
};

describe("bodies", () => {
  test.each([
    [`${SECRETS}/s`],
    [SECRETS],
    [`${SECRETS}?limit=500`],
    ["/api/v1/secrets?watch=true"],
    ["/api/v1/namespaces/default/serviceaccounts/default/token"],
    ["/apis/authentication.k8s.io/v1/tokenreviews"],
    ["/apis/certificates.k8s.io/v1/certificatesigningrequests/x"],
  ])("%s is masked at every level", (path) => {
    for (const level of [0, 6, 8, 9, 10]) expect(shown(level, path, JSON.stringify(secret))).not.toContain(CANARY);
    expect(shown(8, path, CANARY)).toContain("--- masked ---");
  });

  test("others are cut at 8 and 9, whole at 10", () => {
    const text = "x".repeat(20_000);
    expect(shown(7, "/api/v1/pods", text)).toBe("");
    expect(shown(8, "/api/v1/pods", text)).toContain(`${"x".repeat(1024)}" [truncated 18976 chars]`);
    expect(shown(9, "/api/v1/pods", text)).toContain(`${"x".repeat(10_240)}" [truncated 9760 chars]`);
    expect(shown(10, "/api/v1/pods", text)).toContain(`"${"x".repeat(20_000)}"`);
  });

  test("escape sequences arrive as text", () =>
    expect(shown(10, "/x", "\u001b[31m\u009b")).not.toMatch(/[\u001b\u009b]/));
});

const ways = {
  token: { token: TOKEN },
  password: { username: "me", password: TOKEN },
} as const;
const answers = {
  "200": json(secret, { "set-cookie": `session=${TOKEN}`, authorization: `Bearer ${TOKEN}` }),
  "401": status(401, "Unauthorized", "Unauthorized"),
  "500": status(500, "InternalError", "boom"),
} as const;

describe("a canary in a conversation", () => {
  const rows = Object.entries(ways).flatMap(([way, user]) =>
    Object.entries(answers).flatMap(([code, answer]) =>
      [0, 6, 8, 9, 10].map((v) => [way, code, v, user, answer] as const),
    ),
  );
  test.skipIf(isJudge).each(rows)("%s, %s, -v=%d", async (_, __, v, user, answer) => {
    const got = await converse({
      script: { [`GET ${SECRETS}/s`]: answer },
      args: ["get", "--raw", `${SECRETS}/s`, `-v=${v}`],
      user,
    });
    // --raw prints the body itself, that is what it is for; nothing else may.
    const printed = got.stderr + got.stdout.replace(JSON.stringify(secret), "");
    expect(printed).not.toContain(TOKEN);
    expect(printed).not.toContain(Buffer.from(`me:${TOKEN}`).toString("base64"));
    expect(printed).not.toContain(CANARY);
    expect(got.server.headers.at(-1)?.authorization).toMatch(/^(Bearer|Basic) /);
  });
});
