import { readJson } from "../../core/json/read.ts";
import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { parseYaml } from "../../core/yaml/read.ts";
import { decode, typeWord } from "../decode.ts";
import type { Target } from "../resolve.ts";
import type { Struct, Type } from "../schema.ts";
import { readBase64 } from "../view.ts";
import type { ClientCertificate } from "./index.ts";
import { pairProblem } from "./key-pair.ts";

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
  const info = { kind: "ExecCredential", apiVersion: exec.apiVersion, spec: { ...cluster, interactive } };
  return `${JSON.stringify(info)}\n`;
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

const text: Type = { type: "string" };
const struct = (go: string, fields: Struct["fields"]): Struct => ({ type: "struct", go, fields });

const STATUS = struct("ExecCredentialStatus", {
  expirationTimestamp: { of: text },
  token: { of: text },
  clientCertificateData: { of: text },
  clientKeyData: { of: text },
});
const CREDENTIAL = struct("ExecCredential", { status: { of: STATUS } });

/** Reads a plugin's output; throws Error in kubectl's words. */
export async function readCredential(output: string, version: string): Promise<ExecCredential> {
  const answer = await decoding(output);
  if (answer.version !== version) {
    throw new Error(
      `exec plugin is configured to use API version ${version}, plugin returned version ${answer.version}`,
    );
  }
  const { status } = answer;
  if (!isObject(status)) throw new Error("exec plugin didn't return a status field");
  const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = status;
  if (!token && !cert && !key) throw new Error("exec plugin didn't return a token or cert/key pair");
  if (!cert !== !key) throw new Error("exec plugin returned only certificate or key, not both");
  if (cert && key) checkPair(String(cert), String(key));
  return {
    token: token ? String(token) : undefined,
    certificate: cert && key ? { cert: String(cert), key: String(key) } : undefined,
    expires: typeof expirationTimestamp === "string" ? Date.parse(expirationTimestamp) : undefined,
  };
}

function checkPair(cert: string, key: string): void {
  const problem = pairProblem(cert, key);
  if (problem) throw new Error(`failed parsing client key/certificate: ${problem}`);
}

interface Decoded {
  readonly version: string;
  readonly status: Json | undefined;
}

async function decoding(output: string): Promise<Decoded> {
  try {
    return decodeAnswer(await parse(output));
  } catch (error) {
    throw new Error(`decoding stdout: ${(error as Error).message}`, { cause: error });
  }
}

function decodeAnswer(value: Json): Decoded {
  const answer = value === null ? {} : value;
  if (!isObject(answer))
    throw versionProblem(`json: cannot unmarshal ${typeWord(answer)} into Go value of type ${HEAD}`);
  // What says nothing of itself is taken for what was asked, but in no version.
  const version = String(answer.apiVersion || "client.authentication.k8s.io/__internal");
  const kind = String(answer.kind || "ExecCredential");
  if (kind !== "ExecCredential" || !version.startsWith("client.authentication.k8s.io/")) {
    throw new Error(`no kind "${kind}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:111"`);
  }
  const { status } = decode(answer, CREDENTIAL, "") as JsonObject;
  const time = isObject(status) ? status.expirationTimestamp : undefined;
  if (typeof time === "string" && Number.isNaN(Date.parse(time))) {
    throw new Error(`parsing time "${time}" as "2006-01-02T15:04:05Z07:00": cannot parse "${time}" as "2006"`);
  }
  return { version, status };
}

const HEAD = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
const versionProblem = (problem: string) => new Error(`couldn't get version/kind; json parse error: ${problem}`);

/** JSON, or YAML when it does not begin as an object. */
async function parse(output: string): Promise<Json> {
  try {
    return /^\s*\{/.test(output) ? readJson(output) : await parseYaml(output);
  } catch (error) {
    throw versionProblem((error as Error).message);
  }
}
