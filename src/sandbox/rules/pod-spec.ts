import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { change, each, fill, inside } from "./fill.ts";

/** Everything the server fills into a pod's spec, be it a pod's or a template's. */
export function podSpecDefaults(spec: JsonObject): JsonObject {
  let filled = fill(spec, {
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    securityContext: {},
    schedulerName: "default-scheduler",
  });
  for (const list of ["initContainers", "containers", "ephemeralContainers"])
    filled = change(filled, list, each(container));
  // Two names of one field; the newer one counts.
  const account = filled.serviceAccountName || filled.serviceAccount;
  if (account) filled = { ...filled, serviceAccountName: account, serviceAccount: account };
  return change(filled, "volumes", each(volume));
}

function container(given: JsonObject): JsonObject {
  let filled = fill(given, {
    resources: {},
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    imagePullPolicy: pullPolicy(String(given.image ?? "")),
  });
  for (const name of ["livenessProbe", "readinessProbe", "startupProbe"]) filled = change(filled, name, inside(probe));
  filled = change(
    filled,
    "ports",
    each((port) => fill(port, { protocol: "TCP" })),
  );
  filled = change(
    filled,
    "env",
    each((one) => change(one, "valueFrom", inside(reference))),
  );
  return change(filled, "lifecycle", inside(lifecycle));
}

/** Images without a tag, or with "latest", are pulled each time. */
function pullPolicy(image: string): string {
  if (image.includes("@")) return "IfNotPresent";
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  return tag === undefined || tag === "latest" ? "Always" : "IfNotPresent";
}

function reference(source: JsonObject): JsonObject {
  const filled = change(
    source,
    "fieldRef",
    inside((ref) => fill(ref, { apiVersion: "v1" })),
  );
  return change(
    filled,
    "resourceFieldRef",
    inside((ref) => fill(ref, { divisor: "0" })),
  );
}

const http = (get: JsonObject): JsonObject => fill(get, { path: "/", scheme: "HTTP" });

function probe(given: JsonObject): JsonObject {
  const filled = fill(given, { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 });
  const asked = change(filled, "httpGet", inside(http));
  return change(
    asked,
    "grpc",
    inside((one) => fill(one, { service: "" })),
  );
}

function lifecycle(given: JsonObject): JsonObject {
  const handler = inside((one) => change(one, "httpGet", inside(http)));
  return change(change(given, "preStop", handler), "postStart", handler);
}

const MODE: JsonObject = { defaultMode: 420 };
const withReferences = (source: JsonObject): JsonObject => change(source, "items", each(reference));

/** What the server fills into volumes of each source. */
const SOURCES: Readonly<Record<string, JsonObject>> = {
  configMap: MODE,
  secret: MODE,
  hostPath: { type: "" },
  iscsi: { iscsiInterface: "default" },
  rbd: { pool: "rbd", user: "admin", keyring: "/etc/ceph/keyring" },
  azureDisk: { cachingMode: "ReadWrite", fsType: "ext4", kind: "Shared", readOnly: false },
  scaleIO: { fsType: "xfs", storageMode: "ThinProvisioned" },
};

function volume(given: JsonObject): JsonObject {
  const sources = Object.keys(given).filter((key) => key !== "name");
  if (sources.length === 0) return { ...given, emptyDir: {} };
  let filled = given;
  for (const [kind, defaults] of Object.entries(SOURCES)) {
    filled = change(
      filled,
      kind,
      inside((one) => fill(one, defaults)),
    );
  }
  filled = change(
    filled,
    "downwardAPI",
    inside((one) => withReferences(fill(one, MODE))),
  );
  return change(
    filled,
    "projected",
    inside((one) => change(fill(one, MODE), "sources", each(projection))),
  );
}

function projection(given: JsonObject): JsonObject {
  const filled = change(
    given,
    "serviceAccountToken",
    inside((one) => fill(one, { expirationSeconds: 3600 })),
  );
  return change(filled, "downwardAPI", inside(withReferences));
}

/** A pod template with its defaults. */
export function templateDefaults(template: Json | undefined): JsonObject {
  const given = isObject(template) ? template : {};
  return {
    ...given,
    metadata: isObject(given.metadata) ? given.metadata : {},
    spec: podSpecDefaults(isObject(given.spec) ? given.spec : {}),
  };
}
