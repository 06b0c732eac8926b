import { CliError } from "../../core/errors.ts";
import { writeGroupVersion } from "../../core/names.ts";
import type { KubeObject } from "../../core/object.ts";
import { planTargets } from "../../resources/plan.ts";
import { selectionScope } from "../../resources/selection.ts";
import type { Target } from "../../resources/target.ts";
import type { EventsInvocation } from "./events.ts";

const EVENTS = {
  group: "",
  version: "v1",
  kind: "Event",
  plural: "events",
  singular: "event",
  namespaced: true,
  verbs: [],
  shortNames: [],
  categories: [],
  subresources: [],
};

/** What to ask the server for: the events of a namespace or of all, about one object or about everything. */
export async function eventsTarget(given: EventsInvocation): Promise<Target> {
  const { flags, cluster } = given;
  const { name: namespace } = await cluster.namespace();
  const about = await aboutSelector(given);
  return {
    resource: EVENTS,
    namespace: flags.allNamespaces ? undefined : namespace,
    ...(about ? { fieldSelector: about } : {}),
  };
}

async function aboutSelector({ flags, cluster }: EventsInvocation): Promise<string> {
  if (!flags.for) return "";
  const [type = "", name = ""] = flags.for.split("/");
  if (!type) throw new CliError("a resource must be present, got: /, Resource=");
  const scope = await selectionScope(cluster, { all: true });
  const [target] = await planTargets({ form: "pairs", pairs: [{ type, name }] }, scope, cluster).catch((error) => {
    throw error instanceof CliError && error.message.startsWith("the server doesn't have") ? unknownType(type) : error;
  });
  if (!target || !name) return "";
  const { resource } = target;
  return [
    `involvedObject.kind=${resource.kind}`,
    `involvedObject.apiVersion=${writeGroupVersion(resource)}`,
    `involvedObject.name=${escapeValue(name)}`,
  ].join(",");
}

/** Here kubectl names the group, and puts nothing in front. */
function unknownType(word: string): CliError {
  const [type = "", ...group] = word.split(".");
  const inGroup = group.join(".") ? ` in group ${JSON.stringify(group.join("."))}` : "";
  return new CliError(`the server doesn't have a resource type ${JSON.stringify(type)}${inGroup}`, { prefix: "" });
}

/** The characters that mean something in a field selector. */
const escapeValue = (text: string): string => text.replace(/[\\,=]/g, (one) => `\\${one}`);

/** Whether --types lets an event through. */
export const isWanted = ({ flags }: EventsInvocation, event: KubeObject): boolean =>
  flags.types.length === 0 || flags.types.some((type) => type.toLowerCase() === String(event.type ?? "").toLowerCase());
