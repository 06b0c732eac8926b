import type { ConnectionOptions, PeerCertificate } from "node:tls";
import type { Connection } from "./connection.ts";

/**
 * What every TLS connection to a server is opened with, whatever is spoken over it. Throws kubectl's error for keys that
 * cannot be used.
 */
export async function tlsOptions(connection: Connection): Promise<ConnectionOptions> {
  const { checkServerIdentity, createSecureContext } = await import("node:tls");
  const { ca, cert, key, check, serverName, insecure } = connection.tls;
  return {
    // Made once for all connections: on Node 20 the first takes 20 ms.
    ...(connection.server.protocol === "https:"
      ? { secureContext: await attempt(() => createSecureContext({ ca, cert, key }), check) }
      : {}),
    ...(serverName ? { servername: serverName } : {}),
    // Given in full, so that NODE_TLS_REJECT_UNAUTHORIZED has no say.
    rejectUnauthorized: !insecure,
    // As Go: a certificate's common name is no host's name.
    checkServerIdentity(host: string, cert: PeerCertificate) {
      const error = checkServerIdentity(host, { ...cert, subject: {} as PeerCertificate["subject"] });
      return error && Object.assign(error, { cert });
    },
  };
}

/** A failure to use certificates or keys is told in kubectl's words. */
async function attempt<T>(make: () => T, explain: (() => Promise<void>) | undefined): Promise<T> {
  try {
    return make();
  } catch (error) {
    await explain?.();
    throw error;
  }
}
