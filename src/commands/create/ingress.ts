import { string, stringArray } from "../../core/flags.ts";
import { ingress } from "../../generate/ingress.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME --rule=host/path=service:port[,tls[=secret]] ",
  about: `Create an ingress: which hosts and paths lead to which services.

A rule is HOST/PATH=SERVICE:PORT. A * at the end of the path takes everything below it; ",tls" asks for encryption, and
",tls=SECRET" names the secret with the certificate.`,
  examples: `
# One host and path
{program} create ingress shop --rule="shop.example.com/cart=cart:8080"

# Any host, everything below a path, and an ingress class
{program} create ingress shop --class=nginx --rule="/shop*=web:80"

# Encrypted, with an annotation
{program} create ingress shop --rule="shop.example.com/*=web:80,tls=certificate" --annotation=team=a

# A service for all that no rule takes
{program} create ingress shop --default-backend=web:80`,
  resource: { group: "networking.k8s.io", version: "v1", plural: "ingresses", namespaced: true },
  failure: "failed to create ingress: ",
  flags: {
    annotation: stringArray("Annotation of the ingress, KEY=VALUE; may be repeated."),
    class: string("Ingress class: which controller is in charge."),
    defaultBackend: string("Service for what no rule takes, SERVICE:PORT."),
    rule: stringArray("HOST/PATH=SERVICE:PORT[,tls[=SECRET]]; may be repeated."),
  },
  build: ({ name, flags }) => ingress({ ...flags, name, rules: flags.rule, annotations: flags.annotation }),
});
