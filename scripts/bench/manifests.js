// 500 objects as a shop may have them, and the same with a change in each.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const COUNT = 500;

/** Writes objects.yaml and changed.yaml. @param {string} folder */
export function writeManifests(folder) {
  for (const [name, release] of [
    ["objects", "1"],
    ["changed", "2"],
  ]) {
    const documents = Array.from({ length: COUNT }, (_, at) => JSON.stringify(object(at, String(release)), null, 2));
    writeFileSync(join(folder, `${name}.yaml`), documents.join("\n---\n"));
  }
}

/** Three ConfigMaps, a Deployment that runs nothing and a Service, again and again. @param {number} at @param {string} release */
function object(at, release) {
  const labels = { app: "shop", part: `p${at}` };
  const metadata = { name: `shop-${at}`, labels, annotations: { "example.com/release": release } };
  if (at % 5 < 3) {
    const data = Object.fromEntries(
      Array.from({ length: 20 }, (_, key) => [`setting-${key}`, `value ${key} of ${at}`]),
    );
    return { apiVersion: "v1", kind: "ConfigMap", metadata, data: { ...data, release } };
  }
  if (at % 5 === 3) {
    const container = {
      name: "server",
      image: `registry.example.com/shop/server:${release}`,
      ports: [{ name: "http", containerPort: 8080 }],
      env: Array.from({ length: 10 }, (_, key) => ({ name: `SETTING_${key}`, value: `${key}` })),
      resources: { requests: { cpu: "100m", memory: "128Mi" } },
    };
    const spec = {
      replicas: 0,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
    };
    return { apiVersion: "apps/v1", kind: "Deployment", metadata, spec };
  }
  const ports = [{ name: "http", port: 80 + Number(release), targetPort: "http" }];
  return { apiVersion: "v1", kind: "Service", metadata, spec: { selector: labels, ports } };
}
