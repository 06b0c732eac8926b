import type { JsonObject } from "../core/object.ts";
import { part, text, words } from "./fields.ts";

/** A probe on one line: what is asked, and how patiently. */
export function probeText(probe: JsonObject): string {
  const number = (key: string) => text(probe[key]) || "0";
  const times = `delay=${number("initialDelaySeconds")}s timeout=${number("timeoutSeconds")}s period=${number("periodSeconds")}s`;
  return `${asked(probe)} ${times} #success=${number("successThreshold")} #failure=${number("failureThreshold")}`;
}

function asked(probe: JsonObject): string {
  const { exec, httpGet, tcpSocket, grpc } = probe;
  if (exec) return `exec [${words(part(probe, "exec"), "command").join(" ")}]`;
  if (httpGet) return `http-get ${address(part(probe, "httpGet"))}`;
  if (tcpSocket) return `tcp-socket ${text(part(probe, "tcpSocket").host)}:${text(part(probe, "tcpSocket").port)}`;
  if (grpc) return `grpc <pod>:${text(part(probe, "grpc").port)} ${text(part(probe, "grpc").service)}`;
  return "unknown";
}

function address(get: JsonObject): string {
  const path = text(get.path);
  const slash = path === "" || path.startsWith("/") ? "" : "/";
  return `${text(get.scheme).toLowerCase()}://${text(get.host)}:${text(get.port)}${slash}${path}`;
}
