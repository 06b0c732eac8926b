import { ConfigError, ConnectionError } from "../../core/errors.ts";
import { isObject, type JsonObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import type { Authenticator } from "./index.ts";

/** Tokens that run out within this time are not used any more. */
const LEEWAY = 10_000;

/**
 * The "oidc" auth provider: the kubeconfig's id-token is the bearer token as long as it is valid. Renewing it with the
 * refresh-token is left to credential plugins. Throws kubectl's errors for settings that are missing.
 */
export function oidcAuthenticator(settings: JsonObject, world: World): Authenticator {
  for (const key of ["idp-issuer-url", "client-id"]) if (!settings[key]) throw new ConfigError(`Must provide ${key}`);
  return {
    async headers() {
      const token = String(settings["id-token"] ?? "");
      if (token !== "" && expiry(token) > world.now() + LEEWAY) return { authorization: `Bearer ${token}` };
      const reason = settings["refresh-token"]
        ? "the id-token has expired, and renewing it is left to credential plugins (exec)"
        : "No valid id-token, and cannot refresh without refresh-token";
      throw notConnected(reason);
    },
    certificate: async () => undefined,
    refresh: async () => false,
  };
}

/** When a token ends, in milliseconds; 0 when it does not say. */
function expiry(token: string): number {
  const parts = token.split(".");
  if (parts.length !== 3) throw notConnected("ID Token is not a valid JWT");
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] as string, "base64url").toString("utf8"));
    return isObject(claims) && typeof claims.exp === "number" ? claims.exp * 1000 : 0;
  } catch {
    return 0;
  }
}

const notConnected = (reason: string): ConnectionError =>
  new ConnectionError(`Unable to connect to the server: ${reason}`, { prefix: "" });
