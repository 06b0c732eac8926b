import { defineCommand } from "../cli/command.ts";
import { CliError } from "../core/errors.ts";
import { bool, string } from "../core/flags.ts";
import { writeJson } from "../core/json/write.ts";
import { isObject, type JsonObject } from "../core/object.ts";
import { GIT_VERSION, KUBECTL_VERSION, KUSTOMIZE_VERSION } from "../core/version.ts";
import type { World } from "../core/world.ts";

export default defineCommand({
  usage: "[flags]",
  about: `Print the versions of the client and of the server it talks to.

The client's version is that of the kubectl it follows, with its own after the plus sign.`,
  examples: `
# Both versions
{program} version

# The client's alone; needs no cluster
{program} version --client`,
  flags: {
    client: bool("Print the client's version only; asks no server."),
    output: string("One of 'yaml' or 'json'.", { shorthand: "o" }),
  },
  check({ args, flags }) {
    if (args.length > 0 && !flags.client) throw new CliError(`extra arguments: [${args.join(" ")}]`);
    if (!["", "yaml", "json"].includes(flags.output)) throw new CliError("--output must be 'yaml' or 'json'");
  },
  async run({ flags, cluster, world }) {
    // A kubeconfig that cannot be used ends it before anything is printed; a server that does not answer does not.
    if (!flags.client) await cluster.server();
    const asked = flags.client ? undefined : cluster.json({ path: "/version" }, { verb: "get" });
    const answer = await asked?.catch((error: unknown) => ({ failed: error }));
    const failed = isObject(answer) && "failed" in answer ? answer.failed : undefined;
    const server = failed === undefined && isObject(answer) ? (answer as JsonObject) : undefined;
    await print(flags.output, server, world);
    if (failed !== undefined) throw failed;
    const warning = server && skewWarning(server);
    if (warning) world.streams.stderr.write(`${warning}\n`);
  },
});

async function print(output: string, server: JsonObject | undefined, world: World): Promise<void> {
  const write = (text: string) => world.streams.stdout.write(text);
  if (output === "") {
    write(`Client Version: ${GIT_VERSION}\nKustomize Version: ${KUSTOMIZE_VERSION}\n`);
    if (server) write(`Server Version: ${server.gitVersion}\n`);
    return;
  }
  const all = {
    clientVersion: clientVersion(world),
    kustomizeVersion: KUSTOMIZE_VERSION,
    ...(server ? { serverVersion: server } : {}),
  };
  if (output === "json") return write(`${writeJson(all, { indent: 2, sortKeys: false })}\n`);
  const { writeYaml } = await import("../core/yaml/write.ts");
  write(`${writeYaml(all)}\n`);
}

function clientVersion(world: World): JsonObject {
  const [major = "", minor = ""] = KUBECTL_VERSION.split(".");
  return {
    major,
    minor,
    gitVersion: GIT_VERSION,
    gitCommit: "",
    gitTreeState: "clean",
    buildDate: "1970-01-01T00:00:00Z",
    goVersion: world.runtime,
    compiler: "node",
    platform: `${world.platform}/${world.arch}`,
  };
}

/** kubectl's warning when client and server are more than one minor version apart. */
export function skewWarning(server: JsonObject): string | undefined {
  const [major, minor] = [String(server.major ?? ""), String(server.minor ?? "").replace(/\D.*$/, "")];
  const [ourMajor = "", ourMinor = ""] = KUBECTL_VERSION.split(".");
  if (major === "" || minor === "") return undefined;
  if (major === ourMajor && Math.abs(Number(minor) - Number(ourMinor)) <= 1) return undefined;
  return `WARNING: version difference between client (${ourMajor}.${ourMinor}) and server (${major}.${minor}) exceeds the supported minor version skew of +/-1`;
}
