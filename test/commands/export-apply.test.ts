import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

// In a cluster of its own: what `get --export` prints is applied again, to another namespace and over what it came from.

const SCRIPT = `
set -e
kctl() { "$NODE" bin/kctl.js "$@"; }
kctl apply -f scripts/tour/shop.yaml > /dev/null
kctl wait deployment/web -n shop --for=condition=Available > /dev/null
what=configmap/settings,secret/database,deployment/web,service/web,hpa/web,role/settings-reader
kctl get $(echo $what | tr , ' ') -n shop -o yaml --export > "$HOME/exported.yaml"
grep -c 'status:\\|uid:\\|resourceVersion: .[0-9]\\|managedFields:\\|creationTimestamp:\\|last-applied' "$HOME/exported.yaml" || true
kctl apply -f "$HOME/exported.yaml" -n shop --dry-run=server
kctl create namespace other > /dev/null
kctl create serviceaccount web -n other > /dev/null
kctl apply -f "$HOME/exported.yaml" -n other
kctl wait deployment/web -n other --for=condition=Available
`;

test.skipIf(process.platform === "win32")("what --export prints can be applied again", () => {
  const home = mkdtempSync(join(tmpdir(), "kctl-export-"));
  try {
    const env = { ...process.env, HOME: home, NODE: process.execPath };
    const words = ["bin/kctl.js", "sandbox", "run", "--", "sh", "-c", SCRIPT];
    const lines = execFileSync(process.execPath, words, { env, encoding: "utf8" }).trim().split("\n");
    const objects = ["configmap/settings", "secret/database", "deployment.apps/web", "service/web"];
    const others = ["horizontalpodautoscaler.autoscaling/web", "role.rbac.authorization.k8s.io/settings-reader"];
    // What the server had filled in is now said by the manifest: then the annotation changes.
    expect(lines.map((line) => line.replace(/(unchanged|configured) \(/, "applied ("))).toEqual([
      "0",
      ...[...objects, ...others].map((name) => `${name} applied (server dry run)`),
      ...[...objects, ...others].map((name) => `${name} created`),
      "deployment.apps/web condition met",
    ]);
  } finally {
    rmSync(home, { recursive: true });
  }
});
