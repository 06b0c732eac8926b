import { defineCommand } from "../../cli/command.ts";
import { listedError } from "../../client/status.ts";
import { dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import type { KubeObject } from "../../core/object.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { exposeFlags } from "./flags.ts";
import { exposer } from "./service.ts";
import { type ExposeGiven, selected } from "./targets.ts";

export default defineCommand({
  usage:
    "(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]",
  about: `Create a service for a pod, a service, a replication controller, a replica set or a deployment.

Selector, labels and ports are taken from the object unless flags name others.`,
  examples: `
# A deployment; under another port and name
{program} expose deployment web
{program} expose deployment web --port=80 --target-port=8000 --name=front

# What a manifest names; a pod
{program} expose -f web.yaml --port=80
{program} expose pod web --port=444 --name=front

# On a port of every node, with UDP
{program} expose deployment dns --port=53 --protocol=UDP --type=NodePort`,
  flags: exposeFlags,
  async run(given) {
    const { flags, world, cluster } = given;
    const { dryRun, notice } = readDryRun(flags.dryRun);
    const show = await shower(given, dryRunSuffix(dryRun));
    if (notice) world.streams.stderr.write(`${notice}\n`);
    await cluster.server();
    const expose = exposer(given, dryRun);
    const failures: unknown[] = [];
    const late: unknown[] = [];
    for (const entry of await selected(given)) {
      if ("error" in entry) {
        late.push(entry.error);
        continue;
      }
      try {
        show(await expose(entry.object));
      } catch (error) {
        failures.push(error);
      }
    }
    const all = [...failures, ...late];
    if (all.length === 1) throw all[0];
    if (all.length > 1) throw new AggregateError(all.map(listedError));
  },
  async complete({ cluster, args }, word) {
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args, word);
  },
});

async function shower({ flags, world }: ExposeGiven, suffix: string): Promise<(object: KubeObject) => void> {
  if (!flags.output && !flags.template) {
    return (object) => world.streams.stdout.write(`${nameWithKind(object)} exposed${suffix}\n`);
  }
  return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true });
}
