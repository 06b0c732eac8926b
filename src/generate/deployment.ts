import { CliError } from "../core/errors.ts";
import type { KubeObject } from "../core/object.ts";

export interface DeploymentWords {
  readonly name: string;
  readonly images: readonly string[];
  readonly replicas: number;
  /** -1 for none; the first container gets it. */
  readonly port: number;
  readonly command: readonly string[];
  /** Makes the random end of a container's name that had to be changed. */
  readonly suffix: () => string;
}

/** The Deployment of `create deployment`, keys in the order of kubectl's types. */
export function deployment({ name, images, replicas, port, command, suffix }: DeploymentWords): KubeObject {
  if (images.length > 1 && command.length > 0) {
    throw new CliError("cannot specify multiple --image options and command");
  }
  const labels = { app: name };
  const containers = images.map((image, at) => ({
    name: containerName(image, suffix),
    ...(image === "" ? {} : { image }),
    ...(command.length > 0 ? { command: [...command] } : {}),
    ...(port >= 0 && at === 0 ? { ports: [{ containerPort: port }] } : {}),
    resources: {},
  }));
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

/** The last part of an image's path without tag and digest; where it is unfit for a name, it is changed and ends at random. */
function containerName(image: string, suffix: () => string): string {
  const last = image.slice(image.lastIndexOf("/") + 1).replace(/[:@].*$/s, "");
  return /[_.]/.test(last) ? `${last.replace(/[_.]/g, "-")}-${suffix()}` : last;
}
