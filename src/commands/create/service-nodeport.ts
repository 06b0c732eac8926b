import { int, strings } from "../../core/flags.ts";
import { service } from "../../generate/service.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME [--tcp=port:targetPort] [--dry-run=server|client|none]",
  about: "Create a service that is reached on a port of every node.",
  examples: `
# A port of the server's choice; one of ours
{program} create service nodeport web --tcp=5678:8080
{program} create service nodeport web --tcp=5678:8080 --node-port=30080`,
  resource: { group: "", version: "v1", plural: "services", namespaced: true },
  failure: "failed to create NodePort service: ",
  ignoresSaveConfig: true,
  flags: {
    nodePort: int("Port of the nodes; the server chooses when it is left out."),
    tcp: strings("Port, PORT[:TARGET]; may be repeated."),
  },
  build: ({ name, flags }) => service({ name, type: "NodePort", tcp: flags.tcp, nodePort: flags.nodePort }),
});
