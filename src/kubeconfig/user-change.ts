import { isObject, type JsonObject } from "../core/object.ts";

export interface Pair {
  readonly key: string;
  /** Undefined removes the key. */
  readonly value: string | undefined;
}

/** What `config set-credentials` is to change; undefined and empty parts leave things as they are. */
export interface UserChange {
  readonly fields: JsonObject;
  readonly provider: string | undefined;
  readonly providerPairs: readonly Pair[];
  readonly exec: JsonObject;
  readonly execArgs: readonly string[] | undefined;
  readonly execPairs: readonly Pair[];
}

/** The user with the change made: a token drives out user name and password and the other way round. */
export function changeUser(user: JsonObject, change: UserChange): JsonObject {
  const changed: JsonObject = { ...user, ...change.fields };
  if (change.fields.token) {
    delete changed.username;
    delete changed.password;
  } else if (change.fields.username || change.fields.password) {
    delete changed.token;
    delete changed.tokenFile;
  }
  for (const key of Object.keys(changed)) if (changed[key] === "") delete changed[key];
  const provider = changeProvider(isObject(changed["auth-provider"]) ? changed["auth-provider"] : undefined, change);
  if (provider) changed["auth-provider"] = provider;
  const exec = changeExec(isObject(changed.exec) ? changed.exec : undefined, change);
  if (exec) changed.exec = exec;
  return changed;
}

function changeProvider(old: JsonObject | undefined, { provider, providerPairs }: UserChange): JsonObject | undefined {
  if (provider === undefined && !old) return undefined;
  const config: JsonObject = { ...(isObject(old?.config) ? old.config : {}) };
  for (const { key, value } of providerPairs) {
    if (value === undefined) delete config[key];
    else config[key] = value;
  }
  return { name: provider ?? (old?.name as string), config };
}

function changeExec(old: JsonObject | undefined, change: UserChange): JsonObject | undefined {
  const starts = change.exec.command !== undefined;
  if (!starts && !old) return undefined;
  const exec: JsonObject = { ...old, ...change.exec };
  // A new command does not get the old one's arguments.
  if (change.execArgs) exec.args = [...change.execArgs];
  else if (starts) delete exec.args;
  if (change.execPairs.length > 0) exec.env = changeEnv(exec.env, change.execPairs);
  return exec;
}

function changeEnv(old: JsonObject[string] | undefined, pairs: readonly Pair[]): JsonObject[] {
  let env = Array.isArray(old) ? old.filter(isObject) : [];
  for (const { key, value } of pairs) {
    if (value === undefined) env = env.filter((one) => one.name !== key);
    else if (env.some((one) => one.name === key))
      env = env.map((one) => (one.name === key ? { name: key, value } : one));
    else env = [...env, { name: key, value }];
  }
  return env;
}
