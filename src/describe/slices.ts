import type { KubeObject } from "../core/object.ts";
import { part, parts, text } from "./fields.ts";

/** The devices that drivers offer on a node: slices and devices of each pool. */
export function sliceLines(slices: readonly KubeObject[]): string[] {
  if (slices.length === 0) return [];
  const pools = new Map<string, { slices: number; devices: number }>();
  for (const slice of slices) {
    const spec = part(slice, "spec");
    const key = `${text(spec.driver)}\t${text(part(spec, "pool").name)}`;
    const known = pools.get(key) ?? { slices: 0, devices: 0 };
    pools.set(key, { slices: known.slices + 1, devices: known.devices + parts(spec, "devices").length });
  }
  const rows = [...pools].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "Node-Local ResourceSlices:",
    "  Driver\tPool\tSlices\tDevices",
    "  ------\t----\t------\t-------",
    ...rows.map(([key, { slices, devices }]) => `  ${key}\t${slices}\t${devices}`),
  ];
}
