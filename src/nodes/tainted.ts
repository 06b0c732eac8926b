import { CliError } from "../core/errors.ts";
import { isEqual } from "../core/json/equal.ts";
import { isObject, type JsonObject, type KubeObject, nameOf, resourceVersionOf } from "../core/object.ts";
import { isMeant, isSame, type Taint, type TaintChange } from "./taint.ts";

export interface Tainted {
  /** The node as it will be. */
  readonly object: KubeObject;
  /** A patch that is refused when somebody has changed the node meanwhile. */
  readonly patch: JsonObject;
  readonly word: "tainted" | "modified" | "untainted";
}

interface Kept extends JsonObject {
  key: string;
  effect: string;
}

/** Changes a node's taints: new ones come first. Throws kubectl's errors, several in one AggregateError. */
export function changeTaints(node: KubeObject, change: TaintChange, overwrite: boolean): Tainted {
  const spec = isObject(node.spec) ? node.spec : {};
  const old = (Array.isArray(spec.taints) ? spec.taints : []) as Kept[];
  if (!overwrite) checkNew(node, old, change.add);
  const kept = old.filter((taint) => !change.add.some((one) => isSame(one, taint)));
  const all = [...change.add.map(written), ...kept];
  const taints = without(all, change.remove);
  const isGrown = all.length !== old.length;
  const isShrunk = taints.length !== all.length;
  const { taints: _, ...rest } = spec;
  const patch = isEqual(old, taints) ? {} : { spec: { taints: taints.length > 0 ? taints : null } };
  return {
    object: { ...node, spec: taints.length > 0 ? { ...rest, taints } : rest },
    patch: { metadata: { resourceVersion: resourceVersionOf(node) }, ...patch },
    word: (isGrown && isShrunk) || overwrite ? "modified" : isGrown ? "tainted" : "untainted",
  };
}

function checkNew(node: KubeObject, old: readonly Kept[], add: readonly Taint[]): void {
  const there = add.filter((taint) => old.some((one) => isSame(one, taint))).map(({ key }) => key);
  if (there.length === 0) return;
  const which = `${there.join(",")} taint(s) with same effect(s)`;
  throw new CliError(`node ${nameOf(node)} already has ${which} and --overwrite is false`);
}

const written = ({ key, value, effect }: Taint): Kept => ({ effect, key, ...(value === "" ? {} : { value }) });

/** The taints without those that are removed, one removal after another. */
function without(taints: Kept[], removals: readonly Taint[]): Kept[] {
  let left = taints;
  const missing: CliError[] = [];
  for (const removal of removals) {
    const found = left.filter((taint) => !isMeant(removal, taint));
    const { key, effect } = removal;
    if (found.length === left.length) missing.push(new CliError(`taint "${key}${effect && `:${effect}`}" not found`));
    left = found;
  }
  if (missing.length === 1) throw missing[0];
  if (missing.length > 1) throw new AggregateError(missing);
  return left;
}
