import { basename } from "node:path";
import { ConfigError } from "../../core/errors.ts";
import { isObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { loadKuberc } from "../kuberc.ts";

/** Refuses a credential plugin that the kuberc's policy (AllowAll, DenyAll, Allowlist) does not allow. */
export async function checkPolicy(command: string, world: World): Promise<void> {
  const kuberc = await loadKuberc("", world);
  const { policy, allowlist } = kuberc?.credentialPlugins ?? { policy: "", allowlist: [] };
  if (policy === "" || policy === "AllowAll") return;
  if (policy === "DenyAll") {
    throw new ConfigError(`plugin ${JSON.stringify(command)} not allowed: policy set to "DenyAll"`, {
      prefix: "Unable to connect to the server: getting credentials: ",
    });
  }
  const allowed = allowlist.some(
    (entry) => isObject(entry) && matches(String(entry.command ?? entry.name ?? ""), command),
  );
  if (!allowed) {
    throw new ConfigError(
      `plugin path ${JSON.stringify(command)} is not permitted by the credential plugin allowlist`,
      {
        prefix: "Unable to connect to the server: getting credentials: ",
      },
    );
  }
}

/** An entry with a slash names one program, a bare name that program wherever it is found. */
const matches = (entry: string, command: string): boolean =>
  entry !== "" && (entry.includes("/") ? entry === command : entry === command || entry === basename(command));
