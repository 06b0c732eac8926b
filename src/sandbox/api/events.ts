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
    machine.store.put("events", { ...known, count: Number(known.count ?? 1) + 1, lastTimestamp: now });
    return;
  }
  const { uid, resourceVersion } = metadataOf(about);
  const source = { component: told.component, ...(told.node ? { host: told.node } : {}) };
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
    source,
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type: told.type,
    eventTime: null,
    reportingComponent: told.component,
    reportingInstance: told.node ?? "",
  });
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
