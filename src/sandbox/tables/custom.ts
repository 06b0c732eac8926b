import { isObject, type Json, type JsonObject, type KubeObject, nameOf } from "../../core/object.ts";
import { AGE, ageOf, NAME, objectAge } from "./cells.ts";
import type { Column, KindTable } from "./kind-table.ts";

interface Printed {
  readonly name: string;
  readonly type: string;
  readonly jsonPath: string;
  readonly description?: string;
  readonly format?: string;
  readonly priority?: number;
}

/** The table of a custom type: its name and the columns that its definition asks for, or its age. */
export function customTable(definition: KubeObject, version: string): KindTable {
  const { versions } = definition.spec as JsonObject;
  const served = (versions as JsonObject[]).find(({ name }) => name === version);
  const printed = (served?.additionalPrinterColumns ?? []) as unknown as readonly Printed[];
  if (printed.length === 0) {
    return { columns: [NAME, AGE], cells: (object, now) => [nameOf(object), objectAge(object, now)] };
  }
  const readers = printed.map(({ jsonPath }) => compilePath(jsonPath));
  return {
    columns: [NAME, ...printed.map(columnOf)],
    cells: (object, now) => [
      nameOf(object),
      ...printed.map(({ type }, at) => cell(readers[at]?.(object) ?? [], type, now)),
    ],
  };
}

const columnOf = ({ name, type, format, description, jsonPath, priority }: Printed): Column => ({
  name,
  type: type as Column["type"],
  ...(format ? { format } : {}),
  description: description ?? `Custom resource definition column (in JSONPath format): ${jsonPath}`,
  priority: priority ?? 0,
});

function cell(found: readonly Json[], type: string, now: number): Json {
  const [value] = found;
  if (value === undefined || value === null) return null;
  if (type === "date") return ageOf(value, now);
  if (type === "string") return typeof value === "object" ? JSON.stringify(value) : String(value);
  const wanted = type === "integer" ? typeof value === "bigint" || Number.isInteger(value) : typeof value === type;
  return wanted || type === "number" ? value : null;
}

type Step = (values: readonly Json[]) => readonly Json[];

const STEP =
  /\.?([\w-]+)|\.\*|\[\*\]|\[(-?\d+)\]|\[['"]([^'"]+)['"]\]|\[\?\(@\.([\w.-]+)\s*==\s*['"]([^'"]*)['"]\)\]/gy;

/** The part of JSONPath that printer columns are written in: fields, indexes, wildcards and a filter for equality. */
function compilePath(path: string): (object: KubeObject) => readonly Json[] {
  const text = path.replace(/^\$/, "").replaceAll("\\.", "\u0000");
  const steps = [...text.matchAll(STEP)].map(([, field, index, quoted, filter, wanted]): Step => {
    const key = (field ?? quoted)?.replaceAll("\u0000", ".");
    if (key !== undefined) return (values) => values.flatMap((one) => own(one, key));
    if (index !== undefined)
      return (values) => values.flatMap((one) => (Array.isArray(one) ? one.slice(+index).slice(0, 1) : []));
    if (filter !== undefined) {
      const test = (one: Json) =>
        String(filter.split(".").reduce<Json | undefined>((at, name) => own(at, name)[0], one)) === wanted;
      return (values) => values.flatMap((one) => children(one).filter(test));
    }
    return (values) => values.flatMap(children);
  });
  return (object) => steps.reduce<readonly Json[]>((values, step) => step(values), [object]);
}

const own = (value: Json | undefined, key: string): Json[] =>
  isObject(value) && Object.hasOwn(value, key) ? [value[key] as Json] : [];

const children = (value: Json): Json[] => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []);
