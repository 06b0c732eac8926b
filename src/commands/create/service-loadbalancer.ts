import { strings } from "../../core/flags.ts";
import { service } from "../../generate/service.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME [--tcp=port:targetPort] [--dry-run=server|client|none]",
  about: "Create a service that is reached from outside, through a load balancer.",
  examples: `
# A port
{program} create service loadbalancer web --tcp=5678:8080`,
  resource: { group: "", version: "v1", plural: "services", namespaced: true },
  failure: "failed to create LoadBalancer service: ",
  ignoresSaveConfig: true,
  flags: {
    tcp: strings("Port, PORT[:TARGET]; may be repeated."),
  },
  build: ({ name, flags }) => service({ name, type: "LoadBalancer", tcp: flags.tcp }),
});
