import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve as resolvePath } from "node:path";
import { ConfigError } from "../core/errors.ts";
import type { FlagValues } from "../core/flags.ts";
import type { JsonObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import type { GlobalFlags } from "./flags.ts";
import { inCluster } from "./in-cluster.ts";
import { type Loaded, readProblem, withAbsolutePaths } from "./load.ts";
import { validateCluster, validateUser } from "./validate.ts";

/** Which server, as whom, in which namespace: a kubeconfig with the command line's overrides. */
export interface Target {
  readonly cluster: JsonObject;
  readonly user: JsonObject;
  readonly userName: string;
  readonly clusterName: string;
  readonly namespace: string;
  readonly namespaceIsExplicit: boolean;
  /** The folder that a credential plugin's relative command starts from. */
  readonly folder: string;
  /** The kubeconfig file the user stands in. */
  readonly file: string;
  /** The preferences that --kuberc names: they may forbid credential plugins. */
  readonly kubercFile: string;
}

type Globals = FlagValues<GlobalFlags>;

const DEFAULT_SERVER = "http://localhost:8080";

/** Resolves the target; throws kubectl's errors for names that do not exist and settings that exclude each other. */
export function resolve(loaded: Loaded, globals: Globals, world: World, namespaceFirst: boolean): Target {
  const { merged, origins } = loaded;
  const contextName = globals.context || merged.currentContext;
  const context = merged.contexts.get(contextName);
  const contextIsMissing = contextName !== "" && !context;
  if (contextIsMissing && (namespaceFirst || !globals.context)) {
    throw new ConfigError(`context was not found for specified context: ${contextName}`, {
      prefix: "Error in configuration: ",
    });
  }
  if (contextIsMissing) throw new ConfigError(`context ${JSON.stringify(contextName)} does not exist`);
  const pod = isEmpty(loaded) ? inCluster(world) : undefined;
  const clusterName = globals.cluster || String(context?.cluster ?? "");
  const userName = globals.user || String(context?.user ?? "");
  const found = (section: "clusters" | "users", name: string) => {
    const entry = merged[section].get(name);
    return entry && withAbsolutePaths(section, entry, origins[section].get(name) as string, world.cwd);
  };
  const clusterEntry = found("clusters", clusterName) ?? pod?.cluster;
  const userEntry = found("users", userName) ?? pod?.user;
  if (globals.cluster && !clusterEntry) {
    const words = namespaceFirst
      ? `no server found for cluster ${JSON.stringify(clusterName)}`
      : `cluster ${JSON.stringify(clusterName)} does not exist`;
    throw new ConfigError(words);
  }
  if (globals.user && !userEntry) throw new ConfigError(`auth info ${JSON.stringify(userName)} does not exist`);
  const cluster = overrideCluster(clusterEntry ?? {}, globals);
  const user = overrideUser(userEntry ?? {}, globals);
  validate([...validateUser(userName, user, world.cwd), ...validateCluster(clusterName, cluster, world.cwd)]);
  const file = origins.users.get(userName) ?? "";
  return {
    cluster: {
      ...cluster,
      server: withScheme(String(cluster.server || world.env.KUBERNETES_MASTER || DEFAULT_SERVER)),
    },
    user,
    userName,
    clusterName,
    namespace: globals.namespace || String(context?.namespace || pod?.namespace || "default"),
    namespaceIsExplicit: globals.namespace !== "",
    folder: dirname(resolvePath(world.cwd, file || ".")),
    file,
    kubercFile: globals.kuberc,
  };
}

const isEmpty = ({ merged, files }: Loaded): boolean =>
  files.size === 0 || (merged.clusters.size === 0 && merged.contexts.size === 0 && merged.users.size === 0);

function validate(problems: readonly string[]): void {
  if (problems.length === 1) throw new ConfigError(problems[0] as string);
  if (problems.length > 1) {
    throw new ConfigError(`\n${problems.map((one) => `* ${one}`).join("\n")}`, { prefix: "Error in configuration: " });
  }
}

function overrideCluster(entry: JsonObject, globals: Globals): JsonObject {
  const cluster = { ...entry };
  if (globals.server) {
    cluster.server = globals.server;
    // Another server has another name in its certificate.
    delete cluster["tls-server-name"];
  }
  if (globals.tlsServerName) cluster["tls-server-name"] = globals.tlsServerName;
  if (globals.disableCompression) cluster["disable-compression"] = true;
  if (globals.certificateAuthority) {
    cluster["certificate-authority"] = globals.certificateAuthority;
    delete cluster["certificate-authority-data"];
    delete cluster["insecure-skip-tls-verify"];
  }
  if (globals.insecureSkipTlsVerify) {
    cluster["insecure-skip-tls-verify"] = true;
    if (!globals.certificateAuthority) delete cluster["certificate-authority"];
    delete cluster["certificate-authority-data"];
  }
  return cluster;
}

function overrideUser(entry: JsonObject, globals: Globals): JsonObject {
  const user = { ...entry };
  if (globals.token) {
    user.token = globals.token;
    delete user.tokenFile;
  }
  if (globals.clientCertificate) {
    user["client-certificate"] = globals.clientCertificate;
    delete user["client-certificate-data"];
  }
  if (globals.clientKey) {
    user["client-key"] = globals.clientKey;
    delete user["client-key-data"];
  }
  if (globals.username) user.username = globals.username;
  if (globals.password) user.password = globals.password;
  if (globals.as) user.as = globals.as;
  if (globals.asUid) user["as-uid"] = globals.asUid;
  if (globals.asGroup.length > 0) user["as-groups"] = [...globals.asGroup];
  if (globals.asUserExtra.length > 0) user["as-user-extra"] = extras(globals.asUserExtra);
  return user;
}

function extras(words: readonly string[]): JsonObject {
  const map: Record<string, string[]> = {};
  for (const word of words) {
    const at = word.indexOf("=");
    if (at < 0) continue;
    const key = word.slice(0, at);
    map[key] = [...(map[key] ?? []), word.slice(at + 1)];
  }
  return map;
}

/** "host:port" is plain HTTP, as in kubectl. */
const withScheme = (server: string): string => (/^[a-z][a-z0-9+.-]*:\/\//i.test(server) ? server : `http://${server}`);

/** A credential's bytes, from the entry or its file; undefined when there is none. Throws Go's words for other failures. */
export function readCredential(entry: JsonObject, key: string, cwd: string): Buffer | undefined {
  const data = entry[`${key}-data`];
  if (typeof data === "string" && data !== "") return Buffer.from(data, "base64");
  const path = entry[key];
  if (typeof path !== "string" || path === "") return undefined;
  const full = isAbsolute(path) ? path : join(cwd, path);
  if (!existsSync(full)) return undefined;
  try {
    return readFileSync(full);
  } catch (error) {
    throw new ConfigError(readProblem(error, path), { cause: error });
  }
}
