import { createPrivateKey, X509Certificate } from "node:crypto";

type Pem = string | Buffer;

const blockTypes = (pem: Pem): string[] =>
  [...pem.toString("latin1").matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, type]) => type as string);
const isKey = (type: string): boolean => type.endsWith("PRIVATE KEY");

/** Why a certificate and its key cannot be used together, in Go's words; undefined when they can. */
export function pairProblem(cert: Pem, key: Pem): string | undefined {
  const problem = certificateBlocks(blockTypes(cert)) ?? keyBlocks(blockTypes(key)) ?? contents(cert, key);
  return problem && (problem.startsWith("x509") ? problem : `tls: ${problem}`);
}

function certificateBlocks(types: readonly string[]): string | undefined {
  if (types.includes("CERTIFICATE")) return undefined;
  if (types.length === 0) return "failed to find any PEM data in certificate input";
  return types.length === 1 && types.every(isKey)
    ? "failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched"
    : `failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [${types.join(" ")}]`;
}

function keyBlocks(types: readonly string[]): string | undefined {
  if (types.some(isKey)) return undefined;
  if (types.length === 0) return "failed to find any PEM data in key input";
  return types.length === 1 && types[0] === "CERTIFICATE"
    ? "found a certificate rather than a key in the PEM for the private key"
    : `failed to find PEM block with type ending in "PRIVATE KEY" in key input after skipping PEM blocks of the following types: [${types.join(" ")}]`;
}

function contents(cert: Pem, key: Pem): string | undefined {
  const certificate = attempt(() => new X509Certificate(cert));
  if (!certificate) return "x509: malformed certificate";
  const privateKey = attempt(() => createPrivateKey(key));
  if (!privateKey) return "failed to parse private key";
  return certificate.checkPrivateKey(privateKey) ? undefined : "private key does not match public key";
}

/** Why a file of authorities cannot be used. */
export function authorityProblem(pem: Pem): string | undefined {
  if (!blockTypes(pem).includes("CERTIFICATE")) return "unable to parse bytes as PEM block";
  const blocks = pem.toString("latin1").match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  const isBad = blocks.some((block) => !attempt(() => new X509Certificate(block)));
  return isBad ? "failed to parse certificate: x509: malformed certificate" : undefined;
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
