import "reflect-metadata";
import { webcrypto } from "node:crypto";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Pkcs10CertificateRequest,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** Everything TLS needs on both ends, as PEM. */
export interface Certificates {
  readonly authority: string;
  readonly server: KeyPair;
  /** The admin's: its CN is the user, its O the group. */
  readonly client: KeyPair;
  /** Issues a certificate for a client's request in PEM, for so many seconds (a year without them). */
  sign(request: string, now: number, seconds: number | undefined): Promise<string>;
}

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
const CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
const A_YEAR = 365 * 24 * 3600 * 1000;
const FIVE_MINUTES = 5 * 60 * 1000;
const AN_HOUR = 3600 * 1000;

/** Makes an authority for this one cluster, and certificates for its server (loopback only) and its admin. */
export async function makeCertificates(user: string, group: string, now: number): Promise<Certificates> {
  const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const [authorityKeys, serverKeys, clientKeys] = await Promise.all([newKeys(), newKeys(), newKeys()]);
  const validity = {
    notBefore: new Date(now - AN_HOUR),
    notAfter: new Date(now + A_YEAR),
    signingAlgorithm: ALGORITHM,
  };
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: serial(),
    name: "CN=kctl-sandbox",
    keys: authorityKeys,
    extensions: [new BasicConstraintsExtension(true, 0, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true)],
  });
  const issue = async (subject: string, keys: webcrypto.CryptoKeyPair, usage: string, names: readonly Name[]) => ({
    certificate: (
      await X509CertificateGenerator.create({
        ...validity,
        serialNumber: serial(),
        subject,
        issuer: authority.subject,
        publicKey: keys.publicKey,
        signingKey: authorityKeys.privateKey,
        extensions: [
          new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
          new ExtendedKeyUsageExtension([usage]),
          ...(names.length > 0 ? [new SubjectAlternativeNameExtension([...names])] : []),
        ],
      })
    ).toString("pem"),
    key: await keyText(keys.privateKey),
  });
  const [server, client] = await Promise.all([
    issue("CN=kctl-sandbox-server", serverKeys, SERVER_AUTH, LOOPBACK),
    issue(`CN=${user}, O=${group}`, clientKeys, CLIENT_AUTH, []),
  ]);
  const sign = async (pem: string, at: number, seconds: number | undefined) => {
    const request = new Pkcs10CertificateRequest(pem);
    const certificate = await X509CertificateGenerator.create({
      serialNumber: serial(),
      subject: request.subject,
      issuer: authority.subject,
      notBefore: new Date(at - FIVE_MINUTES),
      notAfter: new Date(at + (seconds === undefined ? A_YEAR : seconds * 1000)),
      signingAlgorithm: ALGORITHM,
      publicKey: request.publicKey,
      signingKey: authorityKeys.privateKey,
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([CLIENT_AUTH]),
      ],
    });
    return certificate.toString("pem");
  };
  return { authority: authority.toString("pem"), server, client, sign };
}

interface Name {
  readonly type: "ip" | "dns";
  readonly value: string;
}

const LOOPBACK: readonly Name[] = [
  { type: "ip", value: "127.0.0.1" },
  { type: "dns", value: "localhost" },
];

function serial(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  // The first bit stays clear, so that the number is positive.
  bytes[0] = (bytes[0] as number) & 0x7f;
  return Buffer.from(bytes).toString("hex");
}

async function keyText(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", key)).toString("base64");
  return `-----BEGIN PRIVATE KEY-----\n${der.replace(/.{64}/g, "$&\n").trimEnd()}\n-----END PRIVATE KEY-----\n`;
}
