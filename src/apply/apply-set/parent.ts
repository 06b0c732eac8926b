import type { Cluster } from "../../client/cluster.ts";
import { resourcePath } from "../../client/paths.ts";
import type { Resource } from "../../client/resource.ts";
import { CliError } from "../../core/errors.ts";
import { goQuote } from "../../core/json/go-quote.ts";
import { type JsonObject, nameOf } from "../../core/object.ts";
import { itemsOf } from "../../resources/fetch.ts";
import { findResource } from "../../resources/mapper.ts";
import { gvrText, typeName } from "../../resources/target.ts";

/** The object that stands for a set. */
export interface Parent {
  readonly resource: Resource;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** Reads --applyset, [TYPE/]NAME where TYPE is secrets unless said otherwise. Throws kubectl's errors. */
export async function readParent(cluster: Cluster, text: string): Promise<Parent> {
  const at = text.indexOf("/");
  const [type, name] = at < 0 ? ["secrets", text] : [text.slice(0, at), text.slice(at + 1)];
  const invalid = (why: string) => new CliError(`invalid parent reference ${goQuote(text)}: ${why}`);
  const resource = findResource(await cluster.served(), type) ?? findResource(await cluster.served(true), type);
  if (!resource) throw invalid(`no matches for /, Resource=${type}`);
  if (name === "") throw invalid("name cannot be blank");
  const { name: namespace, explicit } = await cluster.namespace();
  if (resource.namespaced && !explicit) {
    throw new CliError("namespace is required to use namespace-scoped ApplySet");
  }
  if (!(await isPermitted(cluster, resource))) {
    throw new CliError(`resource ${goQuote(gvrText(resource))} is not permitted as an ApplySet parent`);
  }
  return { resource, name, namespace: resource.namespaced ? namespace : undefined };
}

/** Secrets and config maps, and custom types whose definition says so in a label. */
async function isPermitted(cluster: Cluster, resource: Resource): Promise<boolean> {
  if (resource.group === "" && ["secrets", "configmaps"].includes(resource.plural)) return true;
  const definitions = { group: "apiextensions.k8s.io", version: "v1", plural: "customresourcedefinitions" };
  const path = resourcePath({
    resource: { ...definitions, namespaced: false },
    query: { labelSelector: "applyset.kubernetes.io/is-parent-type" },
  });
  const asked = { verb: "get", group: definitions.group, resource: definitions.plural };
  const list = (await cluster.json({ path }, asked)) as JsonObject;
  return itemsOf(list).some((definition) => nameOf(definition) === typeName(resource));
}
