import { string, strings } from "../../core/flags.ts";
import { service } from "../../generate/service.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none]",
  about: "Create a service that is reached within the cluster.",
  examples: `
# A port; a service without an address of its own
{program} create service clusterip web --tcp=5678:8080
{program} create service clusterip web --clusterip="None"`,
  resource: { group: "", version: "v1", plural: "services", namespaced: true },
  failure: "failed to create ClusterIP service: ",
  ignoresSaveConfig: true,
  flags: {
    clusterip: string("Address of its own, or None for a service without one."),
    tcp: strings("Port, PORT[:TARGET]; may be repeated."),
  },
  build: ({ name, flags }) => service({ name, type: "ClusterIP", tcp: flags.tcp, clusterIp: flags.clusterip }),
});
