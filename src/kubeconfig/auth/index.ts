import { ConfigError } from "../../core/errors.ts";
import { isObject, type JsonObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import type { Target } from "../resolve.ts";

export interface ClientCertificate {
  readonly cert: string | Buffer;
  readonly key: string | Buffer;
}

/** One way to be someone: headers for the next request, a certificate for the connection. */
export interface Authenticator {
  headers(): Promise<Readonly<Record<string, string>>>;
  certificate(): Promise<ClientCertificate | undefined>;
  /** After a 401: whether fresh credentials could be had. */
  refresh(): Promise<boolean>;
}

/** What a plugin is not asked for: whoever has one of these is somebody already. */
const OTHERS = ["token", "tokenFile", "username", "password", "client-certificate", "client-certificate-data"];

/** Chooses the way a user's settings ask for; throws kubectl's errors for ways that no longer exist. */
export async function chooseAuthenticator(target: Target, world: World): Promise<Authenticator> {
  const { user } = target;
  const provider = user["auth-provider"];
  if (isObject(provider)) {
    if (provider.name !== "oidc") throw removedProvider(String(provider.name ?? ""));
    const { oidcAuthenticator } = await import("./oidc.ts");
    return oidcAuthenticator(isObject(provider.config) ? provider.config : {}, world);
  }
  if (isObject(user.exec) && !OTHERS.some((key) => user[key])) {
    const { execAuthenticator } = await import("./exec.ts");
    return await execAuthenticator(target, user.exec, world);
  }
  if (user.tokenFile) {
    const { tokenFileAuthenticator } = await import("./token-file.ts");
    return tokenFileAuthenticator(String(user.tokenFile));
  }
  return fixed(headersOf(user));
}

function headersOf(user: JsonObject): Readonly<Record<string, string>> {
  if (user.token) return { authorization: `Bearer ${user.token}` };
  if (user.username || user.password) {
    const pair = `${user.username ?? ""}:${user.password ?? ""}`;
    return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
  }
  return {};
}

const fixed = (headers: Readonly<Record<string, string>>): Authenticator => ({
  headers: async () => headers,
  certificate: async () => undefined,
  refresh: async () => false,
});

const REMOVED: Readonly<Record<string, string>> = {
  gcp: `The gcp auth plugin has been removed.
Please use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.
See https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for further details`,
  azure: `The azure auth plugin has been removed.
Please use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead.
See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins for further details`,
};

const removedProvider = (name: string): ConfigError =>
  new ConfigError(REMOVED[name] ?? `no Auth Provider found for name ${JSON.stringify(name)}`);
