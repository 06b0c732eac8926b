import type { JsonObject } from "../core/object.ts";
import { statusLines } from "./container-status.ts";
import { environmentLines } from "./environment.ts";
import { part, parts, sorted, text, words } from "./fields.ts";
import { deeper } from "./lists.ts";
import { probeText } from "./probe.ts";

/** Where a container is described: in a template, or in a pod with what is known of it there. */
export interface Place {
  readonly pod?: JsonObject;
  /** The container's status, when it has one. */
  readonly status?: JsonObject | undefined;
}

/** The lines of one container of a pod or of a pod template. */
export const containerLines = (container: JsonObject, { pod, status }: Place = {}): string[] => [
  `${pod ? "  " : "   "}${text(container.name)}:`,
  ...(status ? [`    Container ID:\t${text(status.containerID)}`] : []),
  `    Image:\t${text(container.image)}`,
  ...(status ? [`    Image ID:\t${text(status.imageID)}`] : []),
  ...portLines(container),
  ...wordLines("Command", words(container, "command")),
  ...wordLines("Args", words(container, "args")),
  ...(status ? statusLines(status) : []),
  ...deeper(resourceLines(part(container, "resources")), 2),
  ...PROBES.flatMap(([label, key]) => (container[key] ? [`    ${label}:\t${probeText(part(container, key))}`] : [])),
  ...environmentLines(container, pod),
  ...mountLines(container),
  ...deviceLines(container),
];

const PROBES = [
  ["Liveness", "livenessProbe"],
  ["Readiness", "readinessProbe"],
  ["Startup", "startupProbe"],
] as const;

function portLines(container: JsonObject): string[] {
  const ports = parts(container, "ports");
  const s = ports.length > 1 ? "s" : "";
  const list = (key: string) =>
    ports
      .map((port) => {
        const name = text(port.name);
        return `${text(port[key]) || "0"}/${text(port.protocol)}${name === "" ? "" : ` (${name})`}`;
      })
      .join(", ") || "<none>";
  return [`    Port${s}:\t${list("containerPort")}`, `    Host Port${s}:\t${list("hostPort")}`];
}

const wordLines = (label: string, given: readonly string[]): string[] =>
  given.length === 0
    ? []
    : [`    ${label}:`, ...given.flatMap((word) => word.split("\n").map((line) => `      ${line}`))];

/** Limits and requests, as far as there are any. */
export const resourceLines = (resources: JsonObject): string[] => [
  ...amountLines("Limits", part(resources, "limits")),
  ...amountLines("Requests", part(resources, "requests")),
];

const amountLines = (label: string, amounts: JsonObject): string[] => {
  const entries = sorted(amounts);
  return entries.length === 0 ? [] : [`${label}:`, ...entries.map(([name, amount]) => `  ${name}:\t${amount}`)];
};

function mountLines(container: JsonObject): string[] {
  const mounts = parts(container, "volumeMounts").sort((a, b) => (text(a.mountPath) < text(b.mountPath) ? -1 : 1));
  if (mounts.length === 0) return ["    Mounts:\t<none>"];
  const lines = mounts.map((mount) => {
    const path = text(mount.subPath);
    const how = `${mount.readOnly === true ? "ro" : "rw"}${path === "" ? "" : `,path=${JSON.stringify(path)}`}`;
    return `      ${text(mount.mountPath)} from ${text(mount.name)} (${how})`;
  });
  return ["    Mounts:", ...lines];
}

function deviceLines(container: JsonObject): string[] {
  const devices = parts(container, "volumeDevices").sort((a, b) => (text(a.devicePath) < text(b.devicePath) ? -1 : 1));
  const lines = devices.map((one) => `      ${text(one.devicePath)} from ${text(one.name)}`);
  return lines.length === 0 ? [] : ["    Devices:", ...lines];
}
