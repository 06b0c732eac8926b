import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type JsonObject, kindOf } from "../../src/core/object.ts";
import { startCluster } from "../../src/sandbox/cluster.ts";
import { discover } from "../../src/sandbox/http/discovery.ts";
import { type Home, makeHome } from "../helpers/run.ts";
import { broken, kinds, objects } from "./broken.ts";

// The whole program against a server whose every answer is a half-broken object, or a list of them.

let [object, others]: [JsonObject, JsonObject[]] = [{}, []];
let server: Server;
let home: Home;
const cluster = startCluster();
const types = cluster.machine.types.all();

beforeAll(async () => {
  home = makeHome();
  server = createServer(({ url = "", headers }, response) => {
    const { pathname } = new URL(url, "http://x");
    const types = discover(cluster.machine, pathname, headers.accept ?? "");
    const isOne = pathname.endsWith("/x");
    const body = types?.body ?? JSON.stringify(isOne ? object : { kind: "List", apiVersion: "v1", items: others });
    response.writeHead(200, { "content-type": types?.contentType ?? "application/json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
  cluster.stop();
  home.remove();
});

/** The type's word for the command line; what the server does not know is described as any custom resource, like a lease. */
function typeOf(kind: string, apiVersion: unknown): string {
  const [version, group = ""] = String(apiVersion).split("/").reverse();
  const found = types.find((one) => one.kind === kind && one.group === group && one.version === version);
  if (!found) return "leases";
  return group ? `${found.plural}.${version}.${group}` : found.plural;
}

describe("describe ends well whatever the server answers", () => {
  test.each(kinds)("%s", async (kind) => {
    const own = objects.filter((one) => kindOf(one) === kind);
    const one = fc.constantFrom(...own);
    const wanted = one.chain((whole) =>
      fc.tuple(fc.constant(whole), broken(whole), fc.array(one.chain(broken), { maxLength: 3 })),
    );
    await fc.assert(
      fc.asyncProperty(wanted, async ([whole, ...given]) => {
        [object, others] = given;
        const { port } = server.address() as AddressInfo;
        const ran = await home.run([
          "describe",
          typeOf(kind, whole.apiVersion),
          "x",
          `--server=http://127.0.0.1:${port}`,
        ]);
        expect(ran).toMatchObject({ code: 0, stderr: "" });
        expect(ran.stdout).toMatch(/^Name:/);
      }),
      { numRuns: 25 },
    );
  });
});
