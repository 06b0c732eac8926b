import { string, strings } from "../../core/flags.ts";
import { service } from "../../generate/service.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME --external-name external.name [--dry-run=server|client|none]",
  about: "Create a service that stands for a DNS name outside of the cluster.",
  examples: `
# Another name for a host
{program} create service externalname db --external-name db.example.com`,
  resource: { group: "", version: "v1", plural: "services", namespaced: true },
  failure: "failed to create ExternalName service: ",
  ignoresSaveConfig: true,
  flags: {
    externalName: string("DNS name that the service stands for.", { required: true }),
    tcp: strings("Port, PORT[:TARGET]; may be repeated."),
  },
  build: ({ name, flags }) => service({ name, type: "ExternalName", tcp: flags.tcp, externalName: flags.externalName }),
});
