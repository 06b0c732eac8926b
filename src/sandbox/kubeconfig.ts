import type { KeyPair } from "./certificate.ts";

/** The kubeconfig of a sandbox's admin, in JSON: every reader of YAML reads it. */
export function kubeconfigText(server: string, authority: string, client: KeyPair): string {
  const data = (pem: string) => Buffer.from(pem).toString("base64");
  return `${JSON.stringify(
    {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: "sandbox", cluster: { server, "certificate-authority-data": data(authority) } }],
      contexts: [{ name: "sandbox", context: { cluster: "sandbox", user: "sandbox-admin" } }],
      "current-context": "sandbox",
      users: [
        {
          name: "sandbox-admin",
          user: { "client-certificate-data": data(client.certificate), "client-key-data": data(client.key) },
        },
      ],
    },
    null,
    2,
  )}\n`;
}
