import type { KubeObject } from "../../core/object.ts";

const labels = { app: "web" };

/** Something to look at: a web shop of three pods behind a service, with its settings. */
export const demo: readonly KubeObject[] = [
  { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { colour: "green", greeting: "hello" } },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", labels },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: "nginx",
              image: "nginx:1.27",
              ports: [{ containerPort: 80 }],
              resources: { requests: { cpu: "100m", memory: "64Mi" } },
              envFrom: [{ configMapRef: { name: "settings" } }],
            },
          ],
        },
      },
    },
  },
  {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", labels },
    spec: { selector: labels, ports: [{ port: 80, targetPort: 80 }] },
  },
];
