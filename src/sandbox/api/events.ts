import { type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import type { Told } from "../controllers/controller.ts";
import { type Machine, timestamp } from "./machine.ts";
import { metadataOf } from "./metadata.ts";

/** Keeps an Event about an object; the same thing told again counts the first one up, as the real recorder does. */
export function recordEvent(machine: Machine, about: KubeObject, told: Told): void {
  const now = timestamp(machine.clock.now());
  const namespace = namespaceOf(about) || "default";
  const known = machine.store.list("events", namespace).find((event) => isSame(event, about, told));
  if (known) {
    const since = machine.clock.now() - Date.parse(String(known.lastTimestamp));
    if (told.quietFor !== undefined && since < told.quietFor) return;
    machine.store.put("events", { ...known, ...again(machine, known) });
    return;
  }
  const { uid, resourceVersion } = metadataOf(about);
  machine.store.put("events", {
    apiVersion: "v1",
    kind: "Event",
    metadata: {
      name: `${nameOf(about)}.${hex(machine.clock.now())}${machine.newSuffix()}`,
      namespace,
      uid: machine.newUid(),
      creationTimestamp: now,
    },
    involvedObject: {
      kind: about.kind as string,
      ...(namespaceOf(about) ? { namespace } : {}),
      name: nameOf(about),
      uid: uid ?? "",
      apiVersion: about.apiVersion as string,
      resourceVersion: resourceVersion ?? "",
      ...(told.fieldPath ? { fieldPath: told.fieldPath } : {}),
    },
    reason: told.reason,
    message: told.message,
    type: told.type,
    ...(told.action ? newerForm(machine, told) : olderForm(machine, told)),
    reportingComponent: told.component,
  });
}

const olderForm = (machine: Machine, { component, node }: Told): KubeObject => {
  const now = timestamp(machine.clock.now());
  const source = { component, ...(node ? { host: node } : {}) };
  return { source, firstTimestamp: now, lastTimestamp: now, count: 1, eventTime: null, reportingInstance: node ?? "" };
};

const newerForm = (machine: Machine, { component, action }: Told): KubeObject => ({
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: microTime(machine),
  action: action ?? "",
  reportingInstance: `${component}-sandbox`,
});

const microTime = (machine: Machine): string => new Date(machine.clock.now()).toISOString().replace("Z", "000Z");

/** What changes about an event that happens again. */
function again(machine: Machine, event: KubeObject): KubeObject {
  if (event.eventTime === null) {
    return { count: Number(event.count ?? 1) + 1, lastTimestamp: timestamp(machine.clock.now()) };
  }
  const { count = 1 } = (event.series ?? {}) as KubeObject;
  return { series: { count: Number(count) + 1, lastObservedTime: microTime(machine) } };
}

const hex = (milliseconds: number): string => (BigInt(milliseconds) * 1_000_000n).toString(16).slice(0, 11);

function isSame(event: KubeObject, about: KubeObject, told: Told): boolean {
  const involved = event.involvedObject as KubeObject;
  return (
    involved.uid === metadataOf(about).uid &&
    (involved.fieldPath ?? "") === (told.fieldPath ?? "") &&
    event.reason === told.reason &&
    event.message === told.message &&
    event.type === told.type
  );
}
