import { CliError } from "../core/errors.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";

export interface DeploymentWords {
  readonly name: string;
  readonly images: readonly string[];
  readonly replicas: number;
  /** -1 for none; the first container gets it. */
  readonly port: number;
  readonly command: readonly string[];
}

/** The Deployment of `create deployment`, keys in the order of kubectl's types. */
export function deployment({ name, images, replicas, port, command }: DeploymentWords): KubeObject {
  if (images.length > 1 && command.length > 0) {
    throw new CliError("cannot specify multiple --image options and command");
  }
  const labels = { app: name };
  const containers = images.map((image, at) => container(image, at === 0 ? port : -1, command));
  return {
    kind: "Deployment",
    apiVersion: "apps/v1",
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
      strategy: {},
    },
    status: {},
  };
}

function container(image: string, port: number, command: readonly string[]): JsonObject {
  return {
    name: containerName(image),
    image,
    ...(command.length > 0 ? { command: [...command] } : {}),
    ...(port >= 0 ? { ports: [{ containerPort: port }] } : {}),
    resources: {},
  };
}

/** The last part of an image's path without tag and digest, made fit for a container's name. */
function containerName(image: string): string {
  const last = image.slice(image.lastIndexOf("/") + 1);
  return last.replace(/@.*$/, "").replace(/:.*$/, "").replaceAll("_", "-");
}
