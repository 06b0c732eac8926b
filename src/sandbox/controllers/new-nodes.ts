import { nameOf } from "../../core/object.ts";
import { readyStatus } from "../seed/nodes.ts";
import type { Controller } from "./controller.ts";
import { conditionsOf, nowOf, statusOf, uidOf } from "./owned.ts";

/** Makes nodes that users create ready, for the kubelet plays all of them. */
export const newNodes: Controller = {
  name: "node-registration",
  watches: ["nodes"],
  concerns: (_, object) => [nameOf(object)],
  reconcile(api, name) {
    const node = api.get("nodes", "", name);
    if (!node || conditionsOf(node).length > 0) return undefined;
    const last = Number.parseInt(uidOf(node).slice(0, 2) || "1", 16);
    const status = { ...readyStatus(name, `192.168.1.${(last % 254) + 1}`, nowOf(api)), ...statusOf(node) };
    api.updateStatus("nodes", { ...node, status });
    return undefined;
  },
};
