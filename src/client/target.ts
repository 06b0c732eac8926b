import { readFileSync } from "node:fs";
import type { FlagValues } from "../core/flags.ts";
import type { World } from "../core/world.ts";
import type { GlobalFlags } from "../kubeconfig/flags.ts";
import type { Namespace } from "./cluster.ts";
import type { Connection } from "./connection.ts";
import { userAgent } from "./user-agent.ts";

/** SCAFFOLD */
export async function openTarget(
  globals: FlagValues<GlobalFlags>,
  _changed: ReadonlySet<string>,
  world: World,
): Promise<{ connection: Connection; namespace: Namespace }> {
  const c = JSON.parse(readFileSync(world.env.KUBECONFIG ?? "", "utf8"));
  return {
    namespace: { name: globals.namespace || "default", explicit: globals.namespace !== "" },
    connection: {
      server: new URL(globals.server || c.clusters[0].cluster.server),
      tls: {
        ca: readFileSync(c.clusters[0].cluster["certificate-authority"]),
        cert: readFileSync(c.users[0].user["client-certificate"]),
        key: readFileSync(c.users[0].user["client-key"]),
        insecure: false,
      },
      proxy: undefined,
      compress: true,
      userAgent: userAgent(world),
      headers: async () => ({}),
      refresh: async () => false,
    },
  };
}
