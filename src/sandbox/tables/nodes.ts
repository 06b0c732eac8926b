import { type KubeObject, nameOf, stringMapOf } from "../../core/object.ts";
import { objectAge, objectsAt, orNone, textAt, valueAt } from "./cells.ts";
import type { Cells } from "./kind-table.ts";

const ROLE = "node-role.kubernetes.io/";

export const nodes: Cells = (node, now) => [
  nameOf(node),
  status(node),
  orNone(roles(node)),
  objectAge(node, now),
  textAt(node, "status", "nodeInfo", "kubeletVersion"),
  orNone(address(node, "InternalIP")),
  orNone(address(node, "ExternalIP")),
  textAt(node, "status", "nodeInfo", "osImage") || "<unknown>",
  kernel(node) || "<unknown>",
  textAt(node, "status", "nodeInfo", "containerRuntimeVersion") || "<unknown>",
];

function kernel(node: KubeObject): string {
  const [version, architecture] = ["kernelVersion", "architecture"].map((key) =>
    textAt(node, "status", "nodeInfo", key),
  );
  return version && architecture ? `${version} (${architecture})` : (version ?? "");
}

function status(node: KubeObject): string {
  const ready = objectsAt(node, "status", "conditions").find(({ type }) => type === "Ready");
  const word = ready === undefined ? "Unknown" : ready.status === "True" ? "Ready" : "NotReady";
  return valueAt(node, "spec", "unschedulable") === true ? `${word},SchedulingDisabled` : word;
}

function roles(node: KubeObject): string {
  const found = Object.entries(stringMapOf(node, "labels")).flatMap(([key, value]) => {
    if (key.startsWith(ROLE)) return key.length > ROLE.length ? [key.slice(ROLE.length)] : [];
    return key === "kubernetes.io/role" && value !== "" ? [value] : [];
  });
  return [...new Set(found)].sort().join(",");
}

const address = (node: KubeObject, wanted: string): string =>
  String(objectsAt(node, "status", "addresses").find(({ type }) => type === wanted)?.address ?? "");
