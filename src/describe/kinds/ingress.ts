import { type Json, type JsonObject, type KubeObject, namespaceOf } from "../../core/object.ts";
import { endpointsOfPort } from "../endpoints.ts";
import { eventLines } from "../events.ts";
import { part, parts, text, words } from "../fields.ts";
import { annotationLines, labelLines, nameLine } from "../head.ts";
import { type Describer, ENDPOINT_SLICES, SERVICES, type Surroundings, together } from "../surroundings.ts";

export const describe: Describer = async (ingress, around) => {
  const spec = part(ingress, "spec");
  const namespace = namespaceOf(ingress);
  const backend = (given: Json | undefined) => backendText(given, namespace, around);
  const addresses = parts(part(part(ingress, "status"), "loadBalancer"), "ingress");
  const fallback = spec.defaultBackend ? await backend(spec.defaultBackend) : "<default>";
  const rules = await ruleLines(parts(spec, "rules"), backend);
  return [
    nameLine(ingress),
    ...labelLines(ingress),
    `Namespace:\t${namespace}`,
    `Address:\t${addresses.map(({ ip, hostname }) => text(ip) || text(hostname)).join(",")}`,
    `Ingress Class:\t${text(spec.ingressClassName) || "<none>"}`,
    `Default backend:\t${fallback}`,
    ...tlsLines(parts(spec, "tls")),
    "Rules:",
    "  Host\tPath\tBackends",
    "  ----\t----\t--------",
    ...(rules.length > 0 ? rules : [`  *\t*\t${fallback}`]),
    ...annotationLines(ingress),
    ...(await eventLines(ingress, around)),
  ];
};

function tlsLines(given: readonly JsonObject[]): string[] {
  if (given.length === 0) return [];
  return [
    "TLS:",
    ...given.map((one) => {
      const hosts = words(one, "hosts").join(",");
      const secret = text(one.secretName);
      return secret === "" ? `  SNI routes ${hosts}` : `  ${secret} terminates ${hosts}`;
    }),
  ];
}

async function ruleLines(
  rules: readonly JsonObject[],
  backend: (given: Json | undefined) => Promise<string>,
): Promise<string[]> {
  const lines: string[] = [];
  for (const rule of rules) {
    if (!rule.http) continue;
    lines.push(`  ${text(rule.host) || "*"}\t`);
    for (const path of parts(part(rule, "http"), "paths")) {
      lines.push(`    \t${text(path.path)} \t${await backend(path.backend)}`);
    }
  }
  return lines;
}

async function backendText(given: Json | undefined, namespace: string, around: Surroundings): Promise<string> {
  const resource = part(given, "resource");
  const service = part(given, "service");
  if (Object.keys(resource).length > 0) {
    return `APIGroup: ${text(resource.apiGroup) || "<none>"}, Kind: ${text(resource.kind)}, Name: ${text(resource.name)}`;
  }
  if (Object.keys(service).length === 0) return "";
  const { name, number } = part(service, "port");
  const head = `${text(service.name)}:${number ? text(number) : text(name)}`;
  return `${head} (${await endpointsText(text(service.name), part(service, "port"), namespace, around)})`;
}

/** Where a service's port leads, or why that is not known. */
async function endpointsText(name: string, port: JsonObject, namespace: string, around: Surroundings): Promise<string> {
  try {
    const labelSelector = `kubernetes.io/service-name=${name}`;
    const [slices, service] = await together(
      around.list(ENDPOINT_SLICES, { namespace, labelSelector }),
      around.get(SERVICES, name, namespace),
    );
    return endpointsOfPort(slices, portName(service, port));
  } catch (error) {
    return `<error: ${error instanceof Error ? error.message : String(error)}>`;
  }
}

function portName(service: KubeObject, { name, number }: JsonObject): string {
  const ports = parts(part(service, "spec"), "ports");
  const found = ports.find((one) => (number ? one.port === number : one.name === name));
  return text(found?.name);
}
