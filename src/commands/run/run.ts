import { defineCommand } from "../../cli/command.ts";
import { readCascade } from "../../core/cascade.ts";
import { type DryRun, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { withLastApplied } from "../../core/last-applied.ts";
import type { KubeObject } from "../../core/object.ts";
import { inNamespace } from "../../core/own-namespace.ts";
import { withChangeCause } from "../../core/record.ts";
import { override } from "../../generate/overrides.ts";
import { pod, podService } from "../../generate/pod.ts";
import { OBJECT_FORMATS } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { createObject, PODS, SERVICES } from "../../resources/create.ts";
import { checkRun, isAttached, type RunGiven } from "./check.ts";
import { runFlags } from "./flags.ts";

export default defineCommand({
  usage: `NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]`,
  about: "Create a pod that runs an image.",
  examples: `
# An image; with a port, variables and labels
{program} run web --image=nginx
{program} run web --image=nginx --port=8080 --env="COLOR=blue" --env="SIZE=XL" --labels="app=web,tier=front"

# The manifest alone; a pod with more than the flags can say
{program} run web --image=nginx --dry-run=client -o yaml
{program} run web --image=nginx --overrides='{"spec":{"hostNetwork":true}}'

# Arguments for the image's command; another command
{program} run web --image=nginx -- -c /etc/nginx/other.conf
{program} run tools --image=busybox --restart=Never --command -- sleep 3600`,
  flags: runFlags,
  async run(given) {
    const { flags, cluster, world } = given;
    const { dryRun, notice } = readDryRun(flags.dryRun);
    const show = await shower(given, dryRun);
    if (notice) world.streams.stderr.write(`${notice}\n`);
    await cluster.server();
    const cascade = readCascade(flags.cascade);
    if (cascade.notice) world.streams.stderr.write(`${cascade.notice}\n`);
    const name = checkRun(given, dryRun);
    const words = { ...flags, name, words: given.args.slice(1), isCommand: flags.command };
    const built = override(pod({ ...words, stdinOnce: !flags.leaveStdinOpen }), flags.overrides, flags.overrideType);
    const created = await create(given, dryRun, built);
    const service = flags.expose ? await exposed(given, dryRun, podService(words)) : undefined;
    if (service && "object" in service) {
      show(service.object);
      // As kubectl: one line of dashes more than YAML needs.
      if (flags.output === "yaml") world.streams.stdout.write("---\n");
    }
    if (isAttached(given)) {
      if (service && "error" in service) throw service.error;
      const { stayWith } = await import("./attach.ts");
      return await stayWith(given, { pod: created, service: service?.object }, cascade.propagation);
    }
    show(created);
    if (service && "error" in service) throw service.error;
    return 0;
  },
});

/** The service, or what kept it from being created: the pod is there and will be printed first. */
async function exposed(
  given: RunGiven,
  dryRun: DryRun,
  service: KubeObject,
): Promise<{ readonly object: KubeObject } | { readonly error: unknown }> {
  try {
    return { object: await create(given, dryRun, service) };
  } catch (error) {
    return { error };
  }
}

async function create(given: RunGiven, dryRun: DryRun, built: KubeObject): Promise<KubeObject> {
  const { flags, cluster, globals, commandLine } = given;
  const object = withChangeCause(inNamespace(built, globals.namespace), flags.record ? commandLine : "");
  if (dryRun === "client") return object;
  const { name: namespace } = await cluster.namespace();
  return await createObject(cluster, {
    resource: object.kind === "Service" ? SERVICES : PODS,
    namespace,
    object: flags.saveConfig ? withLastApplied(object) : object,
    query: { dryRun: dryRun === "server" ? "All" : undefined, fieldManager: flags.fieldManager },
  });
}

async function shower({ flags, world }: RunGiven, dryRun: DryRun): Promise<(object: KubeObject) => void> {
  if (!flags.output && !flags.template) {
    const suffix = dryRunSuffix(dryRun);
    return (object) => world.streams.stdout.write(`${nameWithKind(object)} created${suffix}\n`);
  }
  return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world, keepOrder: true });
}
