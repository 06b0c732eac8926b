import { breakDown, listText, type Rule } from "./rule.ts";

/** The head of the table of `auth can-i --list`. */
export const LISTING_HEAD = ["Resources", "Non-Resource URLs", "Resource Names", "Verbs"] as const;

/** The rows of `auth can-i --list`: what may be done with one resource (or one of its objects) in one row, in kubectl's order. */
export const listing = (rules: readonly Rule[]): string[][] =>
  together(rules.flatMap(breakDown))
    .map((rule) => ({ rule, key: orderKey(rule) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ rule }) => row(rule));

/** Rules that differ in their verbs alone become one; those of paths stay as they are. */
function together(rules: readonly Rule[]): Rule[] {
  const all: Rule[] = [];
  const places = new Map<string, number>();
  for (const rule of rules) {
    if (rule.nonResourceURLs.length > 0) {
      all.push(rule);
      continue;
    }
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames]);
    const at = places.get(key);
    const known = at === undefined ? undefined : all[at];
    if (at === undefined || !known) places.set(key, all.push(rule) - 1);
    else all[at] = { ...known, verbs: [...new Set([...known.verbs, ...rule.verbs])] };
  }
  return all;
}

/** kubectl sorts by the text of the protobuf message, whose first field is the verbs. */
const orderKey = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string =>
  [verbs, apiGroups, resources, resourceNames, nonResourceURLs].map((list) => `${listText(list)},`).join("");

function row({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string[] {
  const [group = ""] = apiGroups;
  const [resource = ""] = resources;
  const [name, ...subresource] = resource.split("/");
  return [
    [group ? `${name}.${group}` : name, ...subresource].join("/"),
    listText(nonResourceURLs),
    listText(resourceNames),
    listText(verbs),
  ];
}
