import { selectorText } from "../../core/label-selector.ts";
import type { Json, JsonObject } from "../../core/object.ts";
import { part, parts, text, words } from "../fields.ts";
import { annotationLines, labelLines, nameLines } from "../head.ts";
import { deeper } from "../lists.ts";
import type { Describer } from "../surroundings.ts";
import { stamp } from "../time.ts";

/** Network policies have no events. */
export const describe: Describer = (policy) => {
  const spec = part(policy, "spec");
  const types = words(spec, "policyTypes");
  const selected = selector(spec.podSelector);
  const all = selected === "<none>" ? " (Allowing the specific traffic to all pods in this namespace)" : "";
  return [
    ...nameLines(policy),
    `Created on:\t${stamp(part(policy, "metadata").creationTimestamp)}`,
    ...labelLines(policy),
    ...annotationLines(policy),
    "Spec:",
    `  PodSelector:     ${selected}${all}`,
    ...(types.includes("Ingress")
      ? ["  Allowing ingress traffic:", ...ruleLines(parts(spec, "ingress"), "ingress")]
      : ["  Not affecting ingress traffic"]),
    ...(types.includes("Egress")
      ? ["  Allowing egress traffic:", ...ruleLines(parts(spec, "egress"), "egress")]
      : ["  Not affecting egress traffic"]),
    `  Policy Types: ${types.join(", ")}`,
  ];
};

const selector = (given: Json | undefined): string => selectorText(part({ given: given ?? {} }, "given")) || "<none>";

type Direction = "ingress" | "egress";

function ruleLines(rules: readonly JsonObject[], direction: Direction): string[] {
  if (rules.length === 0) return [`    <none> (Selected pods are isolated for ${direction} connectivity)`];
  return rules.flatMap((rule, at) => [
    ...(at > 0 ? ["    ----------"] : []),
    ...deeper([...portLines(parts(rule, "ports")), ...peerLines(rule, direction)], 2),
  ]);
}

function portLines(ports: readonly JsonObject[]): string[] {
  if (ports.length === 0) return ["To Port: <any> (traffic allowed to all ports)"];
  return ports.map(({ port, endPort, protocol }) => {
    const name = text(port) || "<nil>";
    const own = text(protocol) || "TCP";
    return endPort ? `To Port Range: ${name}-${text(endPort)}/${own}` : `To Port: ${name}/${own}`;
  });
}

function peerLines(rule: JsonObject, direction: Direction): string[] {
  const [label, key, what] = direction === "ingress" ? ["From", "from", "source"] : ["To", "to", "destination"];
  const peers = parts(rule, key as string);
  if (peers.length === 0) return [`${label}: <any> (traffic not restricted by ${what})`];
  return peers.flatMap((peer) => [`${label}:`, ...deeper(peerText(peer))]);
}

function peerText(peer: JsonObject): string[] {
  if (peer.ipBlock) {
    const block = part(peer, "ipBlock");
    return ["IPBlock:", `  CIDR: ${text(block.cidr)}`, `  Except: ${words(block, "except").join(", ")}`];
  }
  return [
    ...(peer.namespaceSelector ? [`NamespaceSelector: ${selector(peer.namespaceSelector)}`] : []),
    ...(peer.podSelector ? [`PodSelector: ${selector(peer.podSelector)}`] : []),
  ];
}
