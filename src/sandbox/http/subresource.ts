import { isObject, type JsonObject, type KubeObject } from "../../core/object.ts";
import { ApiError, badRequest, notFound, unsupportedMethod } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { bindPod, evictPod } from "../api/pods.ts";
import { readScale, writeScale } from "../api/scale.ts";
import { keep, replaceObject, replaceStatus, storedObject } from "../api/write.ts";
import type { Kind } from "../kinds/kind.ts";
import { toStored } from "../kinds/versions.ts";
import { scaleTable } from "../tables/scale.ts";
import { readBody, readDeletion } from "./body.ts";
import { asTable, readForm } from "./form.ts";
import { answerLog } from "./log.ts";
import { type ApiAnswer, type ApiRequest, jsonAnswer, success } from "./message.ts";
import { patchPart, patchResource } from "./patch.ts";
import type { Target } from "./path.ts";
import { objectAnswer, placeOf, storedKind } from "./resource.ts";
import { approved } from "./signing-requests.ts";
import { STREAMS } from "./streams.ts";
import { answerToken } from "./token.ts";
import { trackedWriting } from "./track.ts";
import { writingOf } from "./writing.ts";

/** Answers a request about a part of an object: its status, its scale, a pod's log, … Throws ApiError. */
export function answerSubresource(machine: Machine, request: ApiRequest, target: Target): ApiAnswer {
  const { kind, subresource } = target;
  if (!kind.subresources.some(({ name }) => name === subresource)) {
    throw new ApiError(404, "NotFound", "the server could not find the requested resource", {});
  }
  if (STREAMS[`${kind.plural}/${subresource}`]) throw badRequest("Upgrade request required");
  const part = PARTS[`${kind.plural}/${subresource}`] ?? PARTS[subresource];
  if (!part)
    throw new ApiError(501, "NotImplemented", `the sandbox does not play ${kind.plural}/${subresource} yet`, {});
  return part(machine, request, target);
}

type Part = (machine: Machine, request: ApiRequest, target: Target) => ApiAnswer;

const status: Part = (machine, request, target) => {
  const { kind } = target;
  const place = { ...placeOf(target), kind: storedKind(machine, kind) };
  if (request.method === "GET") return objectAnswer(machine, request, kind, storedObject(machine, place, target.name));
  if (request.method === "PATCH") return patchResource(machine, request, target);
  if (request.method !== "PUT") throw unsupportedMethod();
  const body = toStored(kind, readBody(machine, request, kind));
  return objectAnswer(
    machine,
    request,
    kind,
    replaceStatus(machine, place, body, trackedWriting(machine, request, target)),
  );
};

const scaleOf = (kind: Kind): Kind => ({
  ...kind,
  key: "scales.autoscaling",
  group: "autoscaling",
  version: "v1",
  kind: "Scale",
});

const scale: Part = (machine, request, target) => {
  const place = { ...placeOf(target), kind: storedKind(machine, target.kind) };
  const stored = storedObject(machine, place, target.name);
  const current = readScale(machine, place.kind, stored);
  const wanted =
    request.method === "PUT"
      ? readBody(machine, request, scaleOf(target.kind))
      : request.method === "PATCH"
        ? patchPart(machine, request, current, scaleOf(target.kind))
        : undefined;
  if (!wanted) return scaleAnswer(machine, request, target.kind, current);
  const written = writeScale(machine, place, stored, wanted, trackedWriting(machine, request, target));
  return scaleAnswer(machine, request, target.kind, readScale(machine, place.kind, written));
};

function scaleAnswer(machine: Machine, { accept }: ApiRequest, kind: Kind, scale: KubeObject): ApiAnswer {
  if (readForm(accept) !== "table") return jsonAnswer(200, JSON.stringify(scale));
  const { resourceVersion } = scale.metadata as JsonObject;
  const query = { include: "Metadata", withColumns: true, table: scaleTable };
  return jsonAnswer(
    200,
    JSON.stringify(asTable(machine, kind, [scale], { resourceVersion: resourceVersion ?? "" }, query)),
  );
}

/** A part that is written like the whole object: only some of its fields are looked at. */
const whole =
  (pick: (stored: KubeObject, given: KubeObject, machine: Machine) => KubeObject, write = replaceObject): Part =>
  (machine, request, target) => {
    const place = { ...placeOf(target), kind: storedKind(machine, target.kind) };
    const stored = storedObject(machine, place, target.name);
    if (request.method === "GET") return objectAnswer(machine, request, target.kind, stored);
    const given =
      request.method === "PATCH"
        ? patchPart(machine, request, stored, target.kind)
        : readBody(machine, request, target.kind);
    const written = write(machine, place, pick(stored, given, machine), trackedWriting(machine, request, target));
    return objectAnswer(machine, request, target.kind, written);
  };

const specField =
  (...fields: readonly string[]) =>
  (stored: KubeObject, given: KubeObject): KubeObject => {
    const spec = isObject(given.spec) ? given.spec : {};
    const picked = Object.fromEntries(fields.filter((one) => spec[one] !== undefined).map((one) => [one, spec[one]]));
    return { ...stored, spec: { ...(stored.spec as JsonObject), ...picked } as JsonObject };
  };

const finalize: Part = (machine, request, target) => {
  const place = placeOf(target);
  const stored = storedObject(machine, place, target.name);
  const given = readBody(machine, request, target.kind);
  const object = { ...stored, spec: isObject(given.spec) ? given.spec : {} };
  return objectAnswer(machine, request, target.kind, keep(machine, target.kind, object, writingOf(request)));
};

const done = (machine: Machine, target: Target): ApiAnswer => {
  if (!target.namespace) throw notFound(target.kind, target.name);
  machine.store.version();
  return jsonAnswer(201, JSON.stringify(success({ name: target.name, kind: target.kind.plural })));
};

const PARTS: Readonly<Record<string, Part>> = {
  status,
  scale,
  "certificatesigningrequests/approval": whole(
    (stored, given, machine) => approved(machine, stored, given),
    replaceStatus,
  ),
  "pods/resize": whole(specField("containers", "initContainers")),
  "pods/ephemeralcontainers": whole(specField("ephemeralContainers")),
  "namespaces/finalize": finalize,
  "serviceaccounts/token": answerToken,
  "pods/log": (machine, request, target) =>
    answerLog(machine, request, storedObject(machine, placeOf(target), target.name)),
  "pods/binding": (machine, request, target) => {
    bindPod(machine, placeOf(target), target.name, readBody(machine, request, target.kind));
    return done(machine, target);
  },
  "pods/eviction": (machine, request, target) => {
    const body = readBody(machine, request, target.kind);
    const options = isObject(body.deleteOptions) ? body.deleteOptions : {};
    const how = { ...writingOf(request), ...readDeletion({ ...request, body: JSON.stringify(options) }) };
    evictPod(machine, placeOf(target), target.name, how);
    return done(machine, target);
  },
};
