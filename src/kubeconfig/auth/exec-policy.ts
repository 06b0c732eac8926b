import { basename } from "node:path";
import { ConfigError } from "../../core/errors.ts";
import type { World } from "../../core/world.ts";
import { loadKuberc } from "../kuberc.ts";
import { findProgram } from "./program.ts";

const refused = (text: string): ConfigError =>
  new ConfigError(`getting credentials: ${text}`, { prefix: "Unable to connect to the server: " });

/**
 * Refuses a credential plugin that the kuberc's policy (AllowAll, DenyAll, Allowlist) does not allow. An entry allows the
 * command as it stands, or the file that both lead to; a name alone never allows a program that lies elsewhere.
 */
export async function checkPolicy(command: string, kubercFile: string, world: World): Promise<void> {
  const kuberc = await loadKuberc(kubercFile, world, false);
  const { policy, allowlist = [] } = kuberc?.credentialPlugins ?? { policy: "" };
  if (policy === "" || policy === "AllowAll") return;
  if (policy === "DenyAll") throw refused(`plugin ${JSON.stringify(command)} not allowed: policy set to "DenyAll"`);
  const entries = allowlist.map((entry) => String(entry.command ?? ""));
  if (entries.includes(command)) return;
  const found = findProgram(command, world);
  if (found === undefined) {
    const reason = `exec: ${JSON.stringify(command)}: executable file not found in $PATH`;
    throw refused(
      `plugin path ${JSON.stringify(command)} cannot be resolved for credential plugin allowlist check: ${reason}`,
    );
  }
  const isSame = (entry: string) => basename(entry) === basename(found) && findProgram(entry, world) === found;
  if (!entries.includes(found) && !entries.some(isSame)) {
    throw refused(`plugin path ${JSON.stringify(found)} is not permitted by the credential plugin allowlist`);
  }
}
