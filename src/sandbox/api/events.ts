import { type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import type { Told } from "../controllers/controller.ts";
import type { Store } from "../store/store.ts";
import { type Machine, timestamp } from "./machine.ts";
import { metadataOf } from "./metadata.ts";

/** Keeps an Event about an object; the same thing told again counts the first one up, as the real recorder does. */
export function recordEvent(machine: Machine, about: KubeObject, told: Told): void {
  const now = timestamp(machine.clock.now());
  const namespace = namespaceOf(about) || "default";
  const index = indexOf(machine.store);
  const key = keyOf(String(metadataOf(about).uid), told);
  const known = machine.store.get("events", namespace, index.get(key) ?? "");
  if (known) {
    const since = machine.clock.now() - Date.parse(String(known.lastTimestamp));
    if (told.quietFor !== undefined && since < told.quietFor) return;
    machine.store.put("events", { ...known, ...again(machine, known) });
    return;
  }
  const { uid, resourceVersion } = metadataOf(about);
  const stored = machine.store.put("events", {
    apiVersion: "v1",
    kind: "Event",
    metadata: {
      name: `${nameOf(about)}.${nanoseconds(machine.clock.now(), index.size)}`,
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
  index.set(key, nameOf(stored));
}

/** The names of events by what they tell, for each store: thousands are told while a large cluster starts. */
const INDEXES = new WeakMap<Store, Map<string, string>>();

function indexOf(store: Store): Map<string, string> {
  const known = INDEXES.get(store);
  if (known) return known;
  const index = new Map(store.list("events").map((event) => [keyOfEvent(event), nameOf(event)]));
  INDEXES.set(store, index);
  return index;
}

const keyOf = (uid: string, { fieldPath = "", type, reason, message }: Omit<Told, "component">): string =>
  [uid, fieldPath, type, reason, message].join(" ");

function keyOfEvent({ involvedObject, type, reason, message }: KubeObject): string {
  const { uid, fieldPath } = (involvedObject ?? {}) as KubeObject;
  const told = { type: type as Told["type"], reason: String(reason), message: String(message) };
  return keyOf(String(uid), fieldPath === undefined ? told : { ...told, fieldPath: String(fieldPath) });
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

/** A moment in nanoseconds, as the real names have it; those of one millisecond stand in the order they came in. */
const nanoseconds = (milliseconds: number, count: number): string =>
  (BigInt(milliseconds) * 1_000_000n + BigInt(count % 1_000_000)).toString(16);
