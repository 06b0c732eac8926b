import { isObject, type Json, type JsonObject } from "../core/object.ts";

/**
 * What is different in a pod template: a line for each field that changed ("old -> new"), came ("+") or went ("-"). Elements
 * of lists are named by what tells them apart, so that a new container moves no other.
 */
export function templateChanges(before: JsonObject, after: JsonObject): string[] {
  const [left, right] = [flattened(before), flattened(after)];
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  return paths.flatMap((path) => {
    const [old, now] = [left.get(path), right.get(path)];
    if (old === now) return [];
    if (old === undefined) return [`+ ${path}: ${now}`];
    return now === undefined ? [`- ${path}: ${old}`] : [`${path}: ${old} -> ${now}`];
  });
}

function flattened(template: JsonObject): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (path: string, value: Json): void => {
    const children = childrenOf(value);
    if (children === undefined) found.set(shortened(path), said(value));
    else for (const [key, child] of children) visit(`${path}${key}`, child);
  };
  visit("", template);
  return found;
}

/** The steps to a value's parts; undefined for one that is shown as a whole. */
function childrenOf(value: Json): [string, Json][] | undefined {
  if (Array.isArray(value)) {
    if (value.length === 0 || !value.every(isObject)) return undefined;
    const names = value.map(nameOfElement);
    const isClear = new Set(names).size === names.length && !names.includes(undefined);
    return value.map((one, at) => (isClear ? [`[${names[at]}]`, withoutName(one)] : [`[${at}]`, one]));
  }
  if (!isObject(value) || Object.keys(value).length === 0) return undefined;
  return Object.entries(value).flatMap(([key, one]) =>
    // The hash of a replica set, and what servers write where nothing was set.
    key === "pod-template-hash" || one === null ? [] : [[/^\w+$/.test(key) ? `.${key}` : `[${key}]`, one]],
  );
}

const NAMES = ["name", "mountPath", "devicePath", "topologyKey"] as const;

function nameOfElement(one: JsonObject): string | undefined {
  if (one.containerPort !== undefined) return `${one.containerPort}/${one.protocol ?? "TCP"}`;
  const key = NAMES.find((name) => one[name] !== undefined);
  return key && String(one[key]);
}

/** Without the name that stands in its path, where there is more to say. */
function withoutName(one: JsonObject): JsonObject {
  const key = NAMES.find((name) => one[name] !== undefined);
  if (!key || one.containerPort !== undefined || Object.keys(one).length === 1) return one;
  const { [key]: _, ...rest } = one;
  return rest;
}

/** Without what every path begins with, and what says nothing. */
const shortened = (path: string): string => path.replace(/^\.(spec\.)?/, "").replace(/(env\[[^\]]*\])\.value$/, "$1");

/** A value on one line; texts that hold blanks or nothing are quoted. */
const said = (value: Json): string =>
  typeof value === "string" && /^\S+$/.test(value) ? value : JSON.stringify(value);
