import { readFileSync } from "node:fs";
import { ConfigError } from "../../core/errors.ts";
import type { Authenticator } from "./index.ts";

/** A bearer token that others keep fresh in a file: it is read anew for every request. */
export function tokenFileAuthenticator(file: string): Authenticator {
  return {
    async headers() {
      try {
        return { authorization: `Bearer ${readFileSync(file, "utf8").trim()}` };
      } catch (cause) {
        throw new ConfigError(`open ${file}: no such file or directory`, { cause });
      }
    },
    certificate: async () => undefined,
    // The file may have been replaced since.
    refresh: async () => true,
  };
}
