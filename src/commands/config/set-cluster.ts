import { resolve } from "node:path";
import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import type { JsonObject } from "../../core/object.ts";
import { openForEdit } from "../../kubeconfig/edit.ts";
import { readBase64 } from "../../kubeconfig/view.ts";
import { completeNames, onlyName } from "./words.ts";

export default defineCommand({
  usage:
    "NAME [--server=server] [--certificate-authority=path/to/certificate/authority] [--insecure-skip-tls-verify=true] [--tls-server-name=example.com]",
  about: "Add a cluster or change the given fields of one.",
  examples: `
# Only the server
{program} config set-cluster e2e --server=https://1.2.3.4

# A certificate authority, inside the kubeconfig
{program} config set-cluster e2e --embed-certs --certificate-authority=~/.kube/e2e/ca.crt

# No checks of the server's certificate; another name to expect in it; a proxy
{program} config set-cluster e2e --insecure-skip-tls-verify=true
{program} config set-cluster e2e --tls-server-name=my-cluster-name
{program} config set-cluster e2e --proxy-url=https://1.2.3.4`,
  flags: {
    certificateAuthority: string("File with the certificates that the server's own must be signed by."),
    embedCerts: bool("Put the certificates into the kubeconfig instead of naming their file."),
    insecureSkipTlsVerify: bool("Do not check the server's certificate."),
    proxyUrl: string("Proxy for this cluster's requests."),
    server: string("Address of the API server."),
    tlsServerName: string("The name to expect in the server's certificate."),
  },
  async run(given) {
    const name = onlyName(given, "you must specify a non-empty cluster name");
    const { flags, changed, world, globals } = given;
    if (flags.insecureSkipTlsVerify && flags.certificateAuthority) {
      throw new CliError("you cannot specify a certificate authority and insecure mode at the same time");
    }
    if (flags.embedCerts && !flags.certificateAuthority) {
      throw new CliError("you must specify a --certificate-authority to embed");
    }
    const editing = await openForEdit(globals.kubeconfig, world);
    const cluster: JsonObject = { ...editing.config.clusters.get(name) };
    if (changed.has("server")) {
      cluster.server = flags.server;
      // Another server has another name in its certificate.
      delete cluster["tls-server-name"];
    }
    if (changed.has("tlsServerName")) cluster["tls-server-name"] = flags.tlsServerName;
    if (changed.has("proxyUrl")) cluster["proxy-url"] = flags.proxyUrl;
    // As kubectl: not checking has to be asked for each time.
    setInsecure(cluster, flags.insecureSkipTlsVerify);
    if (changed.has("certificateAuthority"))
      setAuthority(cluster, flags.certificateAuthority, flags.embedCerts, world.cwd);
    editing.config.clusters.set(name, cluster);
    await editing.save();
    world.streams.stdout.write(`Cluster ${JSON.stringify(name)} set.\n`);
  },
  complete: (given, word) => completeNames(given, "clusters", word),
});

/** Not checking certificates and naming an authority exclude each other. */
function setInsecure(cluster: JsonObject, insecure: boolean): void {
  cluster["insecure-skip-tls-verify"] = insecure;
  if (!insecure) return;
  delete cluster["certificate-authority"];
  delete cluster["certificate-authority-data"];
}

function setAuthority(cluster: JsonObject, path: string, embed: boolean, cwd: string): void {
  const file = resolve(cwd, path);
  delete cluster["insecure-skip-tls-verify"];
  delete cluster["certificate-authority"];
  if (embed) {
    cluster["certificate-authority-data"] = readBase64(file);
    return;
  }
  cluster["certificate-authority"] = file;
  delete cluster["certificate-authority-data"];
}
