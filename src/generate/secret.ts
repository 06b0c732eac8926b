import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import { compareBytes, writeJson } from "../core/json/write.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { configKeyProblems } from "./config-key.ts";
import type { Keyed } from "./keyed-files.ts";
import { metadataOf } from "./metadata.ts";
import { nameHash } from "./name-hash.ts";

export interface SecretWords {
  readonly name: string;
  /** "" leaves the choice to the server. */
  readonly type: string;
  readonly entries: readonly Keyed[];
  readonly appendHash: boolean;
}

/** The Secret of `create secret`, its values in base64. Throws kubectl's errors for bad and doubled keys. */
export function secret({ name, type, entries, appendHash }: SecretWords): KubeObject {
  const found = new Map<string, string>();
  for (const { key, content } of entries) {
    const problems = configKeyProblems(key);
    // Without a colon in kubectl, too.
    if (problems.length > 0)
      throw new CliError(`${goQuote(key)} is not valid key name for a Secret ${problems.join(";")}`);
    if (found.has(key)) throw new CliError(`cannot add key ${key}, another key by that name already exists`);
    found.set(key, Buffer.from(content).toString("base64"));
  }
  const data: JsonObject = Object.fromEntries([...found].sort(([a], [b]) => compareBytes(a, b)));
  const hash = appendHash ? `-${nameHash({ kind: "Secret", type, name, data })}` : "";
  return {
    kind: "Secret",
    apiVersion: "v1",
    metadata: metadataOf(name + hash),
    ...(found.size > 0 ? { data } : {}),
    ...(type === "" ? {} : { type }),
  };
}

/** Who logs in at a registry, and where. */
export interface RegistryLogin {
  readonly server: string;
  readonly username: string;
  readonly password: string;
  readonly email: string;
}

/** The content of a `.dockerconfigjson` for one registry. */
export function dockerConfig({ server, username, password, email }: RegistryLogin): string {
  const auth = Buffer.from(`${username}:${password}`).toString("base64");
  const entry = { ...(username ? { username } : {}), ...(password ? { password } : {}), ...(email ? { email } : {}) };
  return writeJson({ auths: { [server]: { ...entry, auth } } }, { sortKeys: false });
}
