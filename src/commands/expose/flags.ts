import { dryRunFlag } from "../../core/dry-run.ts";
import { bool, string } from "../../core/flags.ts";
import { recordFlag } from "../../core/record.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { fileFlags } from "../../resources/flags.ts";

export const exposeFlags = {
  ...fileFlags("File, folder or URL with manifests of the objects to expose; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  clusterIp: string("Address of the service; None for a service without one."),
  externalIp: string("Address outside of the cluster that leads to the service, too."),
  fieldManager: string("Name under which the server remembers who owns the fields.", { default: "kubectl-expose" }),
  labels: string("Labels of the service, KEY=VALUE pairs joined by commas; otherwise the object's.", {
    shorthand: "l",
  }),
  loadBalancerIp: string("Address for a load balancer to use."),
  name: string("Name of the service; otherwise the object's."),
  overrides: string("JSON patch of the service that would be created."),
  overrideType: string("How --overrides are applied: json, merge or strategic.", { default: "merge" }),
  port: string("Port of the service, or several joined by commas; otherwise the object's."),
  protocol: string("Protocol of the ports; otherwise the object's, or TCP."),
  record: recordFlag(),
  saveConfig: bool("Remember the service in an annotation, so that apply can take over later."),
  selector: string("Which pods the service leads to, KEY=VALUE pairs joined by commas; otherwise the object's."),
  sessionAffinity: string("Whether a client stays with one pod: None or ClientIP."),
  targetPort: string("Port of the pods, a number or a name; otherwise the service's."),
  type: string("Type of the service: ClusterIP, NodePort, LoadBalancer or ExternalName."),
};
