import { isObject, type Json, type JsonObject } from "../core/object.ts";
import { part, parts, sorted, text, words } from "./fields.ts";
import { LONGEST, shortened } from "./lists.ts";
import { PERSISTENT_SOURCES } from "./persistent-sources.ts";
import { type Field, SOURCES } from "./volume-sources.ts";

/** The lines of a pod's volumes; those of a pod template stand deeper. */
export function volumeLines(volumes: readonly JsonObject[], { inTemplate = true } = {}): string[] {
  const [head, name] = inTemplate ? ["  Volumes:", "   "] : ["Volumes:", "  "];
  if (volumes.length === 0) return [`${head}\t<none>`];
  return [head, ...volumes.flatMap((volume) => [`${name}${text(volume.name)}:`, ...sourceLines(volume)])];
}

function sourceLines(volume: JsonObject): string[] {
  const key = Object.keys(volume).find((one) => one !== "name") ?? "";
  const source = part(volume, key);
  const known = Object.hasOwn(SOURCES, key) ? SOURCES[key] : undefined;
  if (known) {
    const [type, ...fields] = known;
    return [`    Type:\t${type}`, ...fields.map((field) => fieldLine(field, source))];
  }
  return (Object.hasOwn(SPECIAL, key) && SPECIAL[key]?.(source)) || ["  <unknown>"];
}

function fieldLine([label, key, form = "text"]: Field, source: JsonObject): string {
  const [first = "", second] = key.split(".");
  const value = second === undefined ? source[first] : part(source, first)[second];
  // A label that brings its own tab has no colon.
  const start = label.endsWith("\t") ? `    ${label}` : `    ${label}:\t`;
  switch (form) {
    case "bool":
      return start + String(value === true);
    case "number":
      return start + (text(value) || "0");
    case "list":
      return `${start}[${words(source, key).join(" ")}]`;
    case "comma":
      return start + words(source, key).join(", ");
    case "secret":
      return start + referenceText(value);
    case "none":
      return start + (text(value) || "<none>");
    case "unset":
      return start + (text(value) || "<unset>");
    case "map":
      return `${start}map[${sorted(part(source, key))
        .map((pair) => pair.join(":"))
        .join(" ")}]`;
    default:
      return start + text(value);
  }
}

function referenceText(reference: Json | undefined): string {
  if (!isObject(reference)) return "nil";
  const { name, namespace } = reference;
  if (namespace === undefined) return `&LocalObjectReference{Name:${text(name)},}`;
  return `&SecretReference{Name:${text(name)},Namespace:${text(namespace)},}`;
}

/** The lines of a persistent volume's source. */
export function persistentSourceLines(spec: JsonObject): string[] {
  if (spec.csi) return persistentCsiLines(part(spec, "csi"));
  const key = Object.keys(spec).find((one) => Object.hasOwn(PERSISTENT_SOURCES, one)) ?? "";
  const [type, ...fields] = PERSISTENT_SOURCES[key] ?? [];
  if (type === undefined) return ["    <unknown>"];
  return [`    Type:\t${type}`, ...fields.map((field) => fieldLine(field, part(spec, key)))];
}

const persistentCsiLines = (source: JsonObject): string[] => [
  "    Type:\tCSI (a Container Storage Interface (CSI) volume source)",
  `    Driver:\t${text(source.driver)}`,
  `    FSType:\t${text(source.fsType)}`,
  `    VolumeHandle:\t${text(source.volumeHandle)}`,
  `    ReadOnly:\t${source.readOnly === true}`,
  ...mapLines("VolumeAttributes", part(source, "volumeAttributes"), ""),
];

const SPECIAL: Readonly<Record<string, (source: JsonObject) => string[]>> = {
  downwardAPI: (source) => [
    "    Type:\tDownwardAPI (a volume populated by information about the pod)",
    "    Items:",
    ...parts(source, "items").map((item) => {
      const from = item.fieldRef ? part(item, "fieldRef").fieldPath : part(item, "resourceFieldRef").resource;
      return `      ${text(from)} -> ${text(item.path)}`;
    }),
  ],
  projected: (source) => [
    "    Type:\tProjected (a volume that contains injected data from multiple sources)",
    ...parts(source, "sources").flatMap(projectedLines),
  ],
  csi: (source) => [
    "    Type:\tCSI (a Container Storage Interface (CSI) volume source)",
    `    Driver:\t${text(source.driver)}`,
    `    FSType:\t${text(source.fsType)}`,
    `    ReadOnly:\t${source.readOnly === true}`,
    ...mapLines("VolumeAttributes", part(source, "volumeAttributes"), ""),
  ],
  ephemeral: (source) => {
    const template = part(source, "volumeClaimTemplate");
    const spec = part(template, "spec");
    return [
      "    Type:\tEphemeralVolume (an inline specification for a volume that gets created and deleted with the pod)",
      `    StorageClass:\t${text(spec.storageClassName)}`,
      `    Volume:\t${text(spec.volumeName)}`,
      ...mapLines("Labels", part(part(template, "metadata"), "labels"), "    "),
      ...mapLines("Annotations", part(part(template, "metadata"), "annotations"), "    "),
      "    Capacity:\t",
      "    Access Modes:\t",
      ...(spec.volumeMode ? [`    VolumeMode:\t${text(spec.volumeMode)}`] : []),
    ];
  },
};

function projectedLines(one: JsonObject): string[] {
  const optional = (from: JsonObject) => `    Optional:\t${from.optional === true}`;
  if (one.secret) return [`    SecretName:\t${text(part(one, "secret").name)}`, optional(part(one, "secret"))];
  if (one.configMap) {
    return [`    ConfigMapName:\t${text(part(one, "configMap").name)}`, optional(part(one, "configMap"))];
  }
  if (one.downwardAPI) return ["    DownwardAPI:\ttrue"];
  if (!one.serviceAccountToken) return [];
  return [`    TokenExpirationSeconds:\t${text(part(one, "serviceAccountToken").expirationSeconds)}`];
}

/** A map line by line, with kubectl's indentation of its values; `lead` stands before "<none>". */
function mapLines(label: string, map: JsonObject, lead: string): string[] {
  const [first, ...more] = sorted(map).map(([key, value]) => shortened(`${key}=${value}`, LONGEST));
  if (first === undefined) return [`    ${label}:\t${lead}<none>`];
  return [`    ${label}:\t    ${first}`, ...more.map((pair) => `        \t    ${pair}`)];
}
