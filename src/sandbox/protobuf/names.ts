import type { Message } from "./messages.ts";

const META = "k8s.io.apimachinery.pkg.apis.meta.v1";

/** The message of a kind; undefined for kinds that are not written in protobuf (custom resources). */
export function messageName(
  apiVersion: string,
  kind: string,
  messages: ReadonlyMap<string, Message>,
): string | undefined {
  const [group = "", version = ""] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const place = group === "" ? "core" : (group.split(".")[0] as string);
  const isOurs = group === "" || !group.includes(".") || group.endsWith(".k8s.io");
  const candidates = isOurs
    ? [
        `k8s.io.api.${place}.${version}.${kind}`,
        `k8s.io.apiextensions_apiserver.pkg.apis.${place}.${version}.${kind}`,
        `${META}.${kind}`,
      ]
    : [];
  return candidates.find((one) => messages.has(one));
}
