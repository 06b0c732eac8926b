import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import { isObject, type JsonObject } from "../core/object.ts";

/** Why a file cannot be read, in Go's words; undefined when it can. */
function unreadable(path: string, cwd: string): string | undefined {
  try {
    accessSync(resolve(cwd, path), constants.R_OK);
    return undefined;
  } catch (error) {
    const denied = (error as NodeJS.ErrnoException).code === "EACCES";
    return `open ${path}: ${denied ? "permission denied" : "no such file or directory"}`;
  }
}

/** What is wrong with a user's settings, in kubectl's words and order. */
export function validateUser(name: string, user: JsonObject, cwd: string): string[] {
  return [
    ...validateMethods(name, user),
    ...validateCertificate(name, user, cwd),
    ...validateExec(name, user),
    ...validateAs(name, user),
  ];
}

function validateMethods(name: string, user: JsonObject): string[] {
  const methods: string[] = [];
  if (user.token) methods.push("token");
  if (user.username || user.password) methods.push("basicAuth");
  if (methods.length < 2) return [];
  return [`more than one authentication method found for ${name}; found [${methods.join(" ")}], only one is allowed`];
}

function validateCertificate(name: string, user: JsonObject, cwd: string): string[] {
  const [cert, certData] = [user["client-certificate"], user["client-certificate-data"]];
  const [key, keyData] = [user["client-key"], user["client-key-data"]];
  if (!cert && !certData) return [];
  const problems: string[] = [];
  if (cert && certData)
    problems.push(`client-cert-data and client-cert are both specified for ${name}. client-cert-data will override.`);
  if (!key && !keyData) {
    problems.push(
      `client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`,
    );
  }
  if (key && keyData)
    problems.push(`client-key-data and client-key are both specified for ${name}; client-key-data will override`);
  const reason = cert ? unreadable(String(cert), cwd) : undefined;
  if (reason) problems.push(`unable to read client-cert ${cert} for ${name} due to ${reason}`);
  const keyReason = key ? unreadable(String(key), cwd) : undefined;
  if (keyReason) problems.push(`unable to read client-key ${key} for ${name} due to ${keyReason}`);
  return problems;
}

const MODES = ["Never", "IfAvailable", "Always"];

function validateExec(name: string, user: JsonObject): string[] {
  const { exec } = user;
  if (!isObject(exec)) return [];
  const problems: string[] = [];
  if (user["auth-provider"])
    problems.push(`authProvider cannot be provided in combination with an exec plugin for ${name}`);
  if (!exec.command) problems.push(`command must be specified for ${name} to use exec authentication plugin`);
  if (!exec.apiVersion) problems.push(`apiVersion must be specified for ${name} to use exec authentication plugin`);
  const mode = exec.interactiveMode ?? "";
  if (mode === "" && !String(exec.apiVersion ?? "").endsWith("/v1beta1")) {
    problems.push(`interactiveMode must be specified for ${name} to use exec authentication plugin`);
  } else if (mode !== "" && !MODES.includes(String(mode))) {
    problems.push(`invalid interactiveMode for ${name}: ${JSON.stringify(mode)}`);
  }
  return problems;
}

function validateAs(name: string, user: JsonObject): string[] {
  const hasExtra = user["as-uid"] || notEmpty(user["as-groups"]) || notEmpty(user["as-user-extra"]);
  return hasExtra && !user.as ? [`requesting uid, groups or user-extra for ${name} without impersonating a user`] : [];
}

const notEmpty = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0;

/** What is wrong with a cluster's settings, in kubectl's words and order. */
export function validateCluster(name: string, cluster: JsonObject, cwd: string): string[] {
  const problems: string[] = [];
  const proxy = cluster["proxy-url"];
  const problem = typeof proxy === "string" && proxy !== "" ? proxyProblem(proxy) : undefined;
  if (problem)
    problems.push(`invalid 'proxy-url' ${JSON.stringify(proxy)} for cluster ${JSON.stringify(name)}: ${problem}`);
  const [authority, data] = [cluster["certificate-authority"], cluster["certificate-authority-data"]];
  if (authority && data) {
    problems.push(
      `certificate-authority-data and certificate-authority are both specified for ${name}. certificate-authority-data will override.`,
    );
  }
  const reason = authority ? unreadable(String(authority), cwd) : undefined;
  if (reason) problems.push(`unable to read certificate-authority ${authority} for ${name} due to ${reason}`);
  return problems;
}

function proxyProblem(text: string): string | undefined {
  if (/%(?![\da-f]{2})|\s/i.test(text)) return `could not parse: ${text}`;
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1] ?? "";
  return ["http", "https", "socks5"].includes(scheme)
    ? undefined
    : `unsupported scheme ${JSON.stringify(scheme)}, must be http, https, or socks5`;
}
