import { CliError } from "../core/errors.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";
import { labelPairs, sortedPairs } from "./label-pairs.ts";
import { portNumber } from "./port-number.ts";

export interface PodWords {
  readonly name: string;
  readonly image: string;
  /** The words behind the name: arguments, or with `isCommand` the command. */
  readonly words: readonly string[];
  readonly isCommand: boolean;
  readonly labels: string;
  readonly annotations: readonly string[];
  readonly env: readonly string[];
  /** "" for none. */
  readonly port: string;
  readonly restart: string;
  readonly imagePullPolicy: string;
  readonly privileged: boolean;
  readonly stdin: boolean;
  /** Whether standard input is closed for good when the first client leaves. */
  readonly stdinOnce: boolean;
  readonly tty: boolean;
}

/** The Pod of `run`; throws kubectl's errors. */
export function pod(words: PodWords): KubeObject {
  if (words.name === "") throw new CliError("Parameter: name is required");
  const env = words.env.filter((word) => word !== "").map(variable);
  const annotations = readAnnotations(words.annotations);
  const labels = labelsOf(words);
  return {
    kind: "Pod",
    apiVersion: "v1",
    metadata: { name: words.name, labels, ...(annotations ? { annotations } : {}) },
    spec: {
      containers: [container(words, env)],
      restartPolicy: words.restart || "Always",
      dnsPolicy: "ClusterFirst",
    },
    status: {},
  };
}

const labelsOf = ({ labels, name }: Pick<PodWords, "labels" | "name">): Record<string, string> =>
  labels === "" ? { run: name } : labelPairs(labels);

function container(words: PodWords, env: JsonObject[]): JsonObject {
  const { words: rest, isCommand, port } = words;
  return {
    name: words.name,
    image: words.image,
    ...(rest.length > 0 ? { [isCommand ? "command" : "args"]: [...rest] } : {}),
    ...(port === "" ? {} : { ports: [{ containerPort: portNumber(port) }] }),
    ...(env.length > 0 ? { env } : {}),
    resources: {},
    ...(words.imagePullPolicy === "" ? {} : { imagePullPolicy: words.imagePullPolicy }),
    ...(words.privileged ? { securityContext: { privileged: true } } : {}),
    ...(words.stdin ? { stdin: true } : {}),
    ...(words.stdin && words.stdinOnce ? { stdinOnce: true } : {}),
    ...(words.tty ? { tty: true } : {}),
  };
}

const ENV_NAME = /^(?!\.$|\.\.)[-._a-zA-Z][-._a-zA-Z0-9]*$/;

function variable(word: string): JsonObject {
  const at = word.indexOf("=");
  const [name, value] = [word.slice(0, at), word.slice(at + 1)];
  if (at < 0 || !ENV_NAME.test(name)) throw new CliError(`invalid env: ${word}`);
  return { name, ...(value === "" ? {} : { value }) };
}

function readAnnotations(words: readonly string[]): Record<string, string> | undefined {
  const found = new Map<string, string>();
  for (const word of words.filter((one) => one !== "")) {
    const at = word.indexOf("=");
    if (at <= 0) throw new CliError(`invalid annotations format: ${word}`);
    found.set(word.slice(0, at), word.slice(at + 1));
  }
  return found.size > 0 ? sortedPairs(found) : undefined;
}

/** The Service of `run --expose`: the pod's port for everything with its labels. */
export function podService(words: Pick<PodWords, "name" | "labels" | "port">): KubeObject {
  const port = portNumber(words.port);
  const labels = words.labels === "" ? {} : { labels: labelPairs(words.labels) };
  return {
    kind: "Service",
    apiVersion: "v1",
    metadata: { name: words.name, ...labels },
    spec: { ports: [{ protocol: "TCP", port, targetPort: port }], selector: labelsOf(words) },
    status: { loadBalancer: {} },
  };
}
