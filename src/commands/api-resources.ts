import { defineCommand } from "../cli/command.ts";
import type { Resource } from "../client/resource.ts";
import { alignColumns } from "../core/columns.ts";
import { CliError, UsageError } from "../core/errors.ts";
import { bool, string, strings } from "../core/flags.ts";
import { writeGroupVersion } from "../core/names.ts";
import { openPrinter, readFormat } from "../printers/printer.ts";
import { preferredResources } from "../resources/mapper.ts";
import { typeName } from "../resources/target.ts";

const FORMATS = ["json", "yaml", "kyaml", "name", "wide"];

export default defineCommand({
  usage: "[flags]",
  about: "List the resource types that the server serves: names, short names, API version, whether namespaced, kind.",
  examples: `
# All types, then only those with namespaces
{program} api-resources
{program} api-resources --namespaced=true

# The types of one group, with their verbs
{program} api-resources --api-group=rbac.authorization.k8s.io -o wide`,
  flags: {
    apiGroup: string("Only types of this group ('' is the core group)."),
    cached: bool("Use what was remembered of the server, if there is any."),
    categories: strings("Only types in all of these categories."),
    namespaced: bool("Only types with namespaces, or with =false those without; both when not given.", {
      default: true,
    }),
    noHeaders: bool("Leave out the line of column names."),
    output: string(`Output format, one of: (${FORMATS.join(", ")}).`, { shorthand: "o", complete: FORMATS }),
    showManagedFields: bool("Keep metadata.managedFields in JSON and YAML output."),
    sortBy: string("Sort by 'name' or 'kind' instead of by group."),
    verbs: strings("Only types that can do all of these verbs."),
  },
  check({ args, flags, path }) {
    const hint = `See '${path.join(" ")} -h' for help and examples`;
    if (args.length > 0) throw new UsageError(`unexpected arguments: [${args.join(" ")}]`, hint);
    if (!["", "name", "kind"].includes(flags.sortBy)) throw new CliError("--sort-by accepts only name or kind");
    if (flags.output) readFormat({ ...flags, template: "", allowMissingTemplateKeys: true }, FORMATS);
  },
  async run({ flags, changed, cluster, world }) {
    const served = await cluster.served(!flags.cached);
    const found = preferredResources(served).filter((one) => {
      if (changed.has("apiGroup") && one.group !== flags.apiGroup) return false;
      if (changed.has("namespaced") && one.namespaced !== flags.namespaced) return false;
      return has(one.verbs, flags.verbs) && has(one.categories, flags.categories) && one.verbs.length > 0;
    });
    const sorted = found.sort(order(flags.sortBy));
    const out = world.streams.stdout;
    if (flags.output === "name") return out.write(sorted.map((one) => `${typeName(one)}\n`).join(""));
    if (flags.output === "" || flags.output === "wide") {
      return out.write(alignColumns(rows(sorted, flags.output === "wide", flags.noHeaders)));
    }
    const print = { ...flags, template: "", allowMissingTemplateKeys: true };
    const printer = await openPrinter({ flags: print, format: readFormat(print, FORMATS), world, keepOrder: true });
    printer({ kind: "APIResourceList", apiVersion: "v1", groupVersion: "", resources: sorted.map(asListed) });
  },
});

const has = (own: readonly string[], wanted: readonly string[]): boolean => wanted.every((one) => own.includes(one));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const order =
  (by: string) =>
  (a: Resource, b: Resource): number => {
    if (by === "kind") return compare(a.kind, b.kind);
    return (by === "name" ? 0 : compare(a.group, b.group)) || compare(a.plural, b.plural);
  };

function rows(resources: readonly Resource[], wide: boolean, noHeaders: boolean): string[][] {
  const header = ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND", ...(wide ? ["VERBS", "CATEGORIES"] : [])];
  const body = resources.map((one) => [
    one.plural,
    one.shortNames.join(","),
    writeGroupVersion(one),
    String(one.namespaced),
    one.kind,
    ...(wide ? [one.verbs.join(","), one.categories.join(",")] : []),
  ]);
  return noHeaders ? body : [header, ...body];
}

/** A type in the fields of an APIResource. */
const asListed = (one: Resource) => ({
  name: one.plural,
  singularName: one.singular,
  namespaced: one.namespaced,
  ...(one.group ? { group: one.group } : {}),
  version: one.version,
  kind: one.kind,
  verbs: [...one.verbs],
  ...(one.shortNames.length > 0 ? { shortNames: [...one.shortNames] } : {}),
  ...(one.categories.length > 0 ? { categories: [...one.categories] } : {}),
});
