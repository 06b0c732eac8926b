import { defineCommand } from "../../cli/command.ts";
import { resourcePath } from "../../client/paths.ts";
import { isObject, type JsonObject, nameOf, namespaceOf, stringMapOf } from "../../core/object.ts";
import { paint } from "../../core/style.ts";
import { itemsOf } from "../../resources/fetch.ts";
import { lookup } from "../../resources/plan.ts";

const SELECTOR = "kubernetes.io/cluster-service=true";

export default defineCommand({
  usage: "[flags]",
  about: `Show the address of the control plane, and of the services in kube-system that carry the label
kubernetes.io/cluster-service=true.`,
  examples: `
# Where is the cluster?
{program} cluster-info`,
  flags: {},
  async run({ cluster, world, globals }) {
    const out = world.streams.stdout;
    const server = (await cluster.server()).href.replace(/\/$/, "");
    const closing = `\nTo further debug and diagnose cluster problems, use '${world.name} cluster-info dump'.\n`;
    const color = await paint(out, world.env, globals.color);
    const line = (name: string, link: string) =>
      out.write(`${color.green(name)} is running at ${color.yellow(link)}\n`);
    try {
      const resource = await lookup(cluster.served)("services");
      const { name, explicit } = await cluster.namespace();
      const namespace = explicit ? name : "kube-system";
      const path = resourcePath({ resource, namespace, query: { labelSelector: SELECTOR } });
      const list = await cluster.json({ path }, { verb: "get", resource: "services" });
      line("Kubernetes control plane", server);
      for (const service of itemsOf(list as JsonObject)) {
        const label = stringMapOf(service, "labels")["kubernetes.io/name"] ?? nameOf(service);
        line(label, linkOf(service, server));
      }
    } finally {
      out.write(closing);
    }
  },
});

/** A balancer's address where the service has one, else the path through the API server's proxy. */
function linkOf(service: JsonObject, server: string): string {
  const status = isObject(service.status) ? service.status : {};
  const balancer = isObject(status.loadBalancer) ? status.loadBalancer : {};
  const spec = isObject(service.spec) ? service.spec : {};
  const ports = (Array.isArray(spec.ports) ? spec.ports : []).filter(isObject);
  const [ingress] = (Array.isArray(balancer.ingress) ? balancer.ingress : []).filter(isObject);
  if (ingress) {
    const host = ingress.ip || ingress.hostname;
    return ports.map((port) => `http://${host}:${port.port} `).join("");
  }
  const [port] = ports;
  const scheme = port?.name === "https" || port?.port === 443 ? "https:" : "";
  const name = `${scheme}${nameOf(service)}${port?.name ? `:${port.name}` : scheme ? ":" : ""}`;
  return `${server}/api/v1/namespaces/${namespaceOf(service)}/services/${name}/proxy`;
}
