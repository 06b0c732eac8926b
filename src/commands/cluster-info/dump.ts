import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { readBody } from "../../client/answer.ts";
import { CliError } from "../../core/errors.ts";
import { bool, duration, string, strings } from "../../core/flags.ts";
import { isObject, type JsonObject, nameOf } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { openPrinter, type Printer, readFormat } from "../../printers/printer.ts";
import { itemsOf } from "../../resources/fetch.ts";

const flags = {
  ...printFlags(OBJECT_FORMATS, "json"),
  allNamespaces: bool("Dump all namespaces.", { shorthand: "A" }),
  namespaces: strings("The namespaces to dump, separated by commas."),
  outputDirectory: string("Folder to write files into; without it everything goes to standard output ('-' does, too)."),
  podRunningTimeout: duration("How long to wait for a pod to run before giving up on its logs.", { default: 20_000 }),
};

/** What is fetched of every namespace, and the file it goes to. */
const KINDS: readonly (readonly [string, string])[] = [
  ["/api/v1/namespaces/NS/events", "events"],
  ["/api/v1/namespaces/NS/replicationcontrollers", "replication-controllers"],
  ["/api/v1/namespaces/NS/services", "services"],
  ["/apis/apps/v1/namespaces/NS/daemonsets", "daemonsets"],
  ["/apis/apps/v1/namespaces/NS/deployments", "deployments"],
  ["/apis/apps/v1/namespaces/NS/replicasets", "replicasets"],
  ["/api/v1/namespaces/NS/pods", "pods"],
];

export default defineCommand({
  usage: "[flags]",
  about: `Write out what is needed to look into a cluster's problems: nodes, and of each namespace events, services, workloads,
pods and their logs. Namespaces are the current one and kube-system unless others are named.`,
  examples: `
# To standard output; into a folder
{program} cluster-info dump
{program} cluster-info dump --output-directory=/path/to/cluster-state

# All namespaces; some
{program} cluster-info dump --all-namespaces
{program} cluster-info dump --namespaces default,kube-system`,
  flags,
  check({ flags }) {
    if (readFormat(flags, OBJECT_FORMATS).name !== "name") return;
    throw new CliError("list types are not supported by name printing: *v1.NodeList");
  },
  async run(given) {
    const { cluster, flags, world } = given;
    const target = writerFor(given);
    await (await target("nodes"))(await list(given, "/api/v1/nodes"));
    for (const namespace of await namespacesOf(given)) {
      for (const [path, name] of KINDS) {
        const answer = await list(given, path.replace("NS", namespace));
        await (await target(join(namespace, name)))(answer);
        if (name === "pods") await dumpLogs(given, namespace, itemsOf(answer));
      }
    }
    const folder = flags.outputDirectory;
    if (folder && folder !== "-") world.streams.stdout.write(`Cluster info dumped to ${folder}\n`);
    await cluster.close();
  },
});

type Given = Invocation<typeof flags>;

const list = async ({ cluster }: Given, path: string): Promise<JsonObject> =>
  (await cluster.json({ path }, { verb: "get", resource: path.split("/").at(-1) as string })) as JsonObject;

async function namespacesOf(given: Given): Promise<readonly string[]> {
  const { flags, cluster } = given;
  if (flags.allNamespaces) return itemsOf(await list(given, "/api/v1/namespaces")).map(nameOf);
  if (flags.namespaces.length > 0) return flags.namespaces;
  return ["kube-system", (await cluster.namespace()).name];
}

/** Opens the printer of one list: into its file below the folder, or to standard output. */
function writerFor({ flags, world }: Given): (name: string) => Promise<Printer> {
  const format = readFormat(flags, OBJECT_FORMATS);
  const extension = format.name === "yaml" || format.name === "kyaml" ? "yaml" : "json";
  return async (name) => {
    const folder = flags.outputDirectory;
    const streams =
      folder && folder !== "-" ? intoFile(world, join(resolve(world.cwd, folder), `${name}.${extension}`)) : world;
    return await openPrinter({ flags, format, world: streams, keepOrder: true });
  };
}

/** A world whose standard output is a file that only its owner may read. */
function intoFile(world: World, file: string): World {
  const folder = join(file, "..");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(file, "", { mode: 0o600 });
  chmodSync(file, 0o600);
  const stdout = {
    ...world.streams.stdout,
    write: (chunk: string | Uint8Array) => writeFileSync(file, chunk, { flag: "a" }),
  };
  return { ...world, streams: { ...world.streams, stdout } };
}

async function dumpLogs(given: Given, namespace: string, pods: readonly JsonObject[]): Promise<void> {
  for (const pod of pods) {
    const spec = isObject(pod.spec) ? pod.spec : {};
    const containers = [spec.initContainers, spec.containers].flat().filter(isObject);
    let text = "";
    for (const container of containers)
      text += await containerLog(given, { namespace, pod: nameOf(pod), container: String(container.name) });
    writeLog(given, join(namespace, nameOf(pod), "logs.txt"), text);
  }
}

interface Container {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

async function containerLog({ cluster }: Given, { namespace, pod, container }: Container): Promise<string> {
  const head = `==== START logs for container ${container} of pod ${namespace}/${pod} ====\n`;
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log?container=${encodeURIComponent(container)}`;
  const answer = await cluster.send({ path, accept: "*/*" });
  const body = (await readBody(answer)).toString("utf8");
  const shown = answer.status < 400 ? body : `Create log stream for container ${container} failed: ${body.trim()}\n`;
  return `${head}${shown}==== END logs for container ${container} of pod ${namespace}/${pod} ====\n`;
}

function writeLog({ flags, world }: Given, name: string, text: string): void {
  const folder = flags.outputDirectory;
  const streams = folder && folder !== "-" ? intoFile(world, join(resolve(world.cwd, folder), name)) : world;
  streams.streams.stdout.write(text);
}
