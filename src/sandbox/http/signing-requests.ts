import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";
import { type Machine, timestamp } from "../api/machine.ts";
import type { Kind } from "../kinds/kind.ts";
import type { User } from "./message.ts";

const isRequest = ({ key }: Kind): boolean => key === "certificatesigningrequests.certificates.k8s.io";

/** A new signing request says who made it, whatever the body says; other objects stay. */
export function withRequestor(kind: Kind, object: KubeObject, { name, uid, groups, extra }: User): KubeObject {
  if (!isRequest(kind) || !isObject(object.spec)) return object;
  const { username: _, uid: __, groups: ___, extra: ____, ...spec } = object.spec;
  const who = {
    username: name,
    groups: [...groups],
    ...(uid ? { uid } : {}),
    ...(extra ? { extra: copy(extra) } : {}),
  };
  return { ...object, spec: { ...spec, ...who } };
}

/** Extra attributes as JSON. */
export const copy = (extra: NonNullable<User["extra"]>): JsonObject =>
  Object.fromEntries(Object.entries(extra).map(([key, values]) => [key, [...values]]));

/** The request with the conditions that an approval brings, which get their times. */
export function approved({ clock }: Machine, stored: KubeObject, given: KubeObject): KubeObject {
  const now = timestamp(clock.now());
  const wanted = isObject(given.status) && Array.isArray(given.status.conditions) ? given.status.conditions : [];
  const conditions = wanted.map((one) =>
    isObject(one)
      ? { ...one, lastUpdateTime: one.lastUpdateTime ?? now, lastTransitionTime: one.lastTransitionTime ?? now }
      : one,
  );
  const status = isObject(stored.status) ? stored.status : {};
  return { ...stored, status: { ...status, ...(conditions.length > 0 ? { conditions } : {}) } };
}
