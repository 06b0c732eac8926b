// The embedded cluster as the other side: the real kubectl asks it and the real control plane the same things.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Starts a sandbox with a home of its own; `adminConfig` is spelled like the real control plane's. What that one has not,
 * a storage class, endpoints of the API and metrics, is taken away. @param {string} folder @param {{ real: string, adminConfig: string }} cluster
 */
export function startSandbox(folder, { real: kubectl, adminConfig: realConfig }) {
  const home = join(folder, "sandbox-home");
  mkdirSync(home, { recursive: true });
  const kctl = (/** @type {string[]} */ ...words) =>
    execFileSync(process.execPath, ["bin/kctl.js", "sandbox", ...words], {
      encoding: "utf8",
      env: { ...process.env, HOME: home },
    });
  kctl("start", "--detach");
  const { clusters, users } = JSON.parse(readFileSync(join(home, ".kube/kctl-sandbox/kubeconfig"), "utf8"));
  const file = (/** @type {string} */ name, /** @type {string} */ data) => {
    writeFileSync(join(home, name), Buffer.from(data, "base64"), { mode: 0o600 });
    return JSON.stringify(join(home, name));
  };
  const { server, "certificate-authority-data": authority } = clusters[0].cluster;
  const { "client-certificate-data": certificate, "client-key-data": key } = users[0].user;
  const admin = `client-certificate: ${file("admin.crt", certificate)}, client-key: ${file("admin.key", key)}`;
  const adminConfig = `apiVersion: v1
kind: Config
clusters:
- name: test
  cluster: {server: ${JSON.stringify(server)}, certificate-authority: ${file("ca.crt", authority)}}
users:
- name: admin
  user: {${admin}}
- name: nobody
  user: {${admin}, as: dev-user, as-uid: dev-uid, as-groups: [dev]}
contexts:
- name: test
  context: {cluster: test, user: admin}
- name: nobody
  context: {cluster: test, user: nobody}
current-context: test
`;
  const config = join(home, "admin.kubeconfig");
  writeFileSync(config, adminConfig, { mode: 0o600 });
  for (const one of [
    "sc/standard",
    "endpoints/kubernetes",
    "endpointslices/kubernetes",
    "apiservice/v1beta1.metrics.k8s.io",
  ])
    execFileSync(kubectl, ["--kubeconfig", config, "delete", one], { stdio: "pipe" });
  lookAlike(config, realConfig, kubectl);
  return { adminConfig, stop: () => void kctl("stop") };
}

/** Gives the sandbox's nodes what the real ones say of their machines. @param {string} config @param {string} realConfig @param {string} kubectl */
function lookAlike(config, realConfig, kubectl) {
  const real = join(dirname(config), "real.kubeconfig");
  writeFileSync(real, realConfig, { mode: 0o600 });
  const nodes = execFileSync(kubectl, ["--kubeconfig", real, "get", "nodes", "-o", "json"], { encoding: "utf8" });
  for (const { metadata, status } of JSON.parse(nodes).items) {
    const patch = (/** @type {object} */ changes, /** @type {string[]} */ ...words) =>
      execFileSync(kubectl, [
        ...["--kubeconfig", config, "patch", "node", metadata.name, "--type=merge", "-p", JSON.stringify(changes)],
        ...words,
      ]);
    patch({ metadata: { labels: metadata.labels } });
    patch({ status: { addresses: status.addresses, nodeInfo: status.nodeInfo } }, "--subresource=status");
  }
}
