import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { typeWord } from "../decode.ts";
import type { Target } from "../resolve.ts";
import { readBase64 } from "../view.ts";
import type { ClientCertificate } from "./index.ts";

export const VERSIONS = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"];

/** What a plugin answered: a token, a certificate, or both; `expires` in milliseconds since the epoch. */
export interface ExecCredential {
  readonly token: string | undefined;
  readonly certificate: ClientCertificate | undefined;
  readonly expires: number | undefined;
}

/** The text of $KUBERNETES_EXEC_INFO: how the plugin is asked, with the cluster when it wants to know. */
export function execInfo(target: Target, exec: JsonObject, interactive: boolean): string {
  const cluster = exec.provideClusterInfo === true ? { cluster: clusterInfo(target.cluster) } : {};
  return JSON.stringify({
    kind: "ExecCredential",
    apiVersion: exec.apiVersion,
    spec: { ...cluster, interactive },
  });
}

function clusterInfo(cluster: JsonObject): JsonObject {
  const authority = cluster["certificate-authority"];
  const data = cluster["certificate-authority-data"] || (authority ? readBase64(String(authority)) : undefined);
  const extension = (Array.isArray(cluster.extensions) ? cluster.extensions : [])
    .filter(isObject)
    .find(({ name }) => name === "client.authentication.k8s.io/exec");
  return {
    server: cluster.server as Json,
    ...(cluster["tls-server-name"] ? { "tls-server-name": cluster["tls-server-name"] } : {}),
    ...(cluster["insecure-skip-tls-verify"] ? { "insecure-skip-tls-verify": true } : {}),
    ...(data ? { "certificate-authority-data": data } : {}),
    ...(cluster["proxy-url"] ? { "proxy-url": cluster["proxy-url"] } : {}),
    ...(cluster["disable-compression"] ? { "disable-compression": true } : {}),
    config: extension?.extension ?? null,
  };
}

/** Reads a plugin's output; throws Error in kubectl's words. */
export function readCredential(output: string, version: string): ExecCredential {
  const answer = parse(output);
  if (answer.apiVersion !== version) {
    throw new Error(
      `exec plugin is configured to use API version ${version}, plugin returned version ${answer.apiVersion}`,
    );
  }
  if (!isObject(answer.status)) throw new Error("exec plugin didn't return a status field");
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = answer.status;
  if (!token && !cert && !key) throw new Error("exec plugin didn't return a token or cert/key pair");
  if (!cert !== !key) throw new Error("exec plugin returned only certificate or key, not both");
  return {
    token: token ? String(token) : undefined,
    certificate: cert && key ? { cert: String(cert), key: String(key) } : undefined,
    expires: typeof expirationTimestamp === "string" ? Date.parse(expirationTimestamp) : undefined,
  };
}

function parse(output: string): JsonObject {
  const struct =
    'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
  const problem = (text: string) => new Error(`decoding stdout: couldn't get version/kind; json parse error: ${text}`);
  let value: Json;
  try {
    value = JSON.parse(output) as Json;
  } catch {
    throw problem(`json: cannot unmarshal string into Go value of type ${struct}`);
  }
  if (!isObject(value)) throw problem(`json: cannot unmarshal ${typeWord(value)} into Go value of type ${struct}`);
  return value;
}
