import { existsSync, readFileSync } from "node:fs";
import type { JsonObject } from "../core/object.ts";
import type { World } from "../core/world.ts";

const FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount";

export interface PodIdentity {
  readonly cluster: JsonObject;
  readonly user: JsonObject;
  readonly namespace: string | undefined;
}

/** Server and identity of the pod this runs in; undefined outside a cluster. The token file is read anew when needed. */
export function inCluster(world: World, folder = FOLDER): PodIdentity | undefined {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = world.env;
  if (!host || !port || !existsSync(`${folder}/token`)) return undefined;
  const shown = host.includes(":") ? `[${host}]` : host;
  const authority = existsSync(`${folder}/ca.crt`) ? { "certificate-authority": `${folder}/ca.crt` } : {};
  const namespace = existsSync(`${folder}/namespace`) ? readFileSync(`${folder}/namespace`, "utf8").trim() : undefined;
  return {
    cluster: { server: `https://${shown}:${port}`, ...authority },
    user: { tokenFile: `${folder}/token` },
    namespace,
  };
}
