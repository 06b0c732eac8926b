import { ConfigError } from "../core/errors.ts";
import type { FlagValues } from "../core/flags.ts";
import type { JsonObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { chooseAuthenticator } from "../kubeconfig/auth/index.ts";
import { CERTIFICATE, looksWhole, PRIVATE_KEY } from "../kubeconfig/auth/pem.ts";
import type { GlobalFlags } from "../kubeconfig/flags.ts";
import { loadConfig, placesOf } from "../kubeconfig/load.ts";
import { readCredential, resolve, type Target } from "../kubeconfig/resolve.ts";
import type { Connection, TlsOptions } from "./connection.ts";
import { chooseProxy } from "./proxy.ts";
import { userAgent } from "./user-agent.ts";

/** Reads the kubeconfig and resolves whom to talk to; throws kubectl's errors for what cannot be used. */
export async function readTarget(
  globals: FlagValues<GlobalFlags>,
  world: World,
  namespaceFirst: boolean,
): Promise<Target> {
  const loaded = await loadConfig(placesOf(globals.kubeconfig, world), world);
  return resolve(loaded, globals, world, namespaceFirst && !globals.namespace);
}

/** Everything needed to talk to the target's server as its user. */
export async function openConnection(target: Target, world: World): Promise<Connection> {
  const server = serverUrl(String(target.cluster.server));
  const isTls = server.protocol === "https:";
  // Credentials never travel in the clear, whatever the kubeconfig says.
  const authenticator = isTls ? await chooseAuthenticator(await identified(target, world), world) : undefined;
  const impersonation = isTls ? impersonationHeaders(target.user) : {};
  return {
    server,
    tls: isTls ? await tlsOptions(target, world, await authenticator?.certificate()) : { insecure: false },
    proxy: chooseProxy(server, target.cluster["proxy-url"] as string | undefined, world.env),
    compress: target.cluster["disable-compression"] !== true,
    userAgent: userAgent(world),
    headers: async () => ({ ...(await authenticator?.headers()), ...impersonation }),
    refresh: async () => (await authenticator?.refresh()) ?? false,
  };
}

const UNREACHABLE = { prefix: "Unable to connect to the server: " };

function serverUrl(text: string): URL {
  try {
    const url = new URL(text);
    if (!["http:", "https:"].includes(url.protocol)) {
      throw new ConfigError(`unsupported protocol scheme ${JSON.stringify(url.protocol.slice(0, -1))}`, UNREACHABLE);
    }
    if (url.host !== "") return url;
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    // The reason is not part of kubectl's message.
  }
  throw new ConfigError(`host must be a URL or a host:port pair: ${JSON.stringify(text)}`);
}

const METHODS = [
  "token",
  "tokenFile",
  "username",
  "client-certificate",
  "client-certificate-data",
  "exec",
  "auth-provider",
];

/** Nobody in particular: kubectl asks for a name and a password, which takes a terminal or piped words. */
async function identified(target: Target, world: World): Promise<Target> {
  if (METHODS.some((key) => target.user[key])) return target;
  const { askCredentials } = await import("../kubeconfig/auth/ask.ts");
  return { ...target, user: { ...target.user, ...(await askCredentials(world)) } };
}

async function tlsOptions(
  target: Target,
  world: World,
  certificate: { cert: string | Buffer; key: string | Buffer } | undefined,
): Promise<TlsOptions> {
  const { cluster, user } = target;
  const ca = readCredential(cluster, "certificate-authority", world.cwd);
  const insecure = cluster["insecure-skip-tls-verify"] === true;
  if (ca && insecure) {
    throw new ConfigError("specifying a root certificates file with the insecure flag is not allowed");
  }
  const cert = certificate?.cert ?? readCredential(user, "client-certificate", world.cwd);
  const key = certificate?.key ?? readCredential(user, "client-key", world.cwd);
  const check = () => checkPems({ ca, cert, key });
  const isWhole =
    (!ca || looksWhole(ca, CERTIFICATE)) &&
    (!cert || !key || (looksWhole(cert, CERTIFICATE) && looksWhole(key, PRIVATE_KEY)));
  if (!isWhole) await check();
  return {
    check,
    ca,
    cert,
    key,
    serverName: cluster["tls-server-name"] as string | undefined,
    insecure,
  };
}

/** Reads every certificate and key; takes milliseconds, so it waits until something looks wrong. */
async function checkPems({ ca, cert, key }: Pick<TlsOptions, "ca" | "cert" | "key">): Promise<void> {
  const { authorityProblem, pairProblem } = await import("../kubeconfig/auth/key-pair.ts");
  const bad = ca && authorityProblem(ca);
  if (bad) throw new ConfigError(`unable to load root certificates: ${bad}`);
  const problem = cert && key && pairProblem(cert, key);
  if (problem) throw new ConfigError(problem);
}

function impersonationHeaders(user: JsonObject): Record<string, string | readonly string[]> {
  const groups = Array.isArray(user["as-groups"]) ? user["as-groups"].map(String) : [];
  const extra = Object.entries((user["as-user-extra"] ?? {}) as Record<string, string[]>);
  return {
    ...(user.as ? { "Impersonate-User": String(user.as) } : {}),
    ...(user["as-uid"] ? { "Impersonate-Uid": String(user["as-uid"]) } : {}),
    ...(groups.length > 0 ? { "Impersonate-Group": groups } : {}),
    ...Object.fromEntries(extra.map(([key, values]) => [`Impersonate-Extra-${encodeURIComponent(key)}`, values])),
  };
}
