import { type Machine, timestamp, type Writing } from "../api/machine.ts";
import type { Manager } from "../fields/managers.ts";
import { trackUpdate } from "../fields/update.ts";
import type { ApiRequest } from "./message.ts";
import type { Target } from "./path.ts";
import { writingOf } from "./writing.ts";

/** Who a request writes as: its field manager, or the first word of its user agent. */
export function managerOf(
  { query, userAgent }: ApiRequest,
  { kind, subresource }: Target,
  operation: Manager["operation"],
): Manager {
  const apiVersion = kind.group ? `${kind.group}/${kind.version}` : kind.version;
  const name = query.get("fieldManager") || (userAgent.split("/")[0] ?? "").slice(0, 128) || "unknown";
  return { name, operation, apiVersion, subresource };
}

/** How a request writes, and that metadata.managedFields tells so. */
export function trackedWriting(machine: Machine, request: ApiRequest, target: Target): Writing {
  const who = managerOf(request, target, "Update");
  const now = timestamp(machine.clock.now());
  return { ...writingOf(request), track: (write) => trackUpdate(write, who, now) };
}
