import type { DryRun } from "../../core/dry-run.ts";
import { CliError } from "../../core/errors.ts";
import { withLastApplied } from "../../core/last-applied.ts";
import { type KubeObject, nameOf } from "../../core/object.ts";
import { inNamespace } from "../../core/own-namespace.ts";
import { withChangeCause } from "../../core/record.ts";
import { type Exposed, exposed } from "../../generate/exposed.ts";
import { exposingService } from "../../generate/exposing-service.ts";
import { labelPairs } from "../../generate/label-pairs.ts";
import { override } from "../../generate/overrides.ts";
import { createObject, SERVICES } from "../../resources/create.ts";
import type { ExposeGiven } from "./targets.ts";

const LONGEST_NAME = 63;

/**
 * Makes services for objects, one after another. As kubectl, what was not given and is taken from the first object stays
 * for all that follow.
 */
export function exposer(given: ExposeGiven, dryRun: DryRun): (object: KubeObject) => Promise<KubeObject> {
  const { flags, globals, cluster, commandLine } = given;
  let { port } = flags;
  let selector: Record<string, string> | undefined;
  let labels: Record<string, string> | undefined;

  function build(object: KubeObject): KubeObject {
    const source = exposed(object);
    selector ??= flags.selector === "" ? introspected(source) : labelPairs(flags.selector);
    port ||= [...new Set(source.ports.map((one) => one.port))].join(",");
    const found = flags.labels === "" ? source.labels : labelPairs(flags.labels);
    if (Object.keys(found).length > 0) labels ??= found;
    const name = flags.name || nameOf(object).slice(0, LONGEST_NAME);
    const words = { ...flags, name, port, selector, labels: labels ?? {}, known: source.ports };
    const service = override(exposingService(words), flags.overrides, flags.overrideType);
    return withChangeCause(inNamespace(service, globals.namespace), flags.record ? commandLine : "");
  }

  return async (object) => {
    const service = build(object);
    if (dryRun === "client") return service;
    const { name: namespace } = await cluster.namespace();
    return await createObject(cluster, {
      resource: SERVICES,
      namespace,
      object: flags.saveConfig ? withLastApplied(service) : service,
      query: { dryRun: dryRun === "server" ? "All" : undefined, fieldManager: flags.fieldManager },
    });
  };
}

function introspected(source: Exposed): Record<string, string> {
  try {
    return source.selector();
  } catch (error) {
    throw new CliError(
      `couldn't retrieve selectors via --selector flag or introspection: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
