import { spawn } from "node:child_process";
import { isAbsolute, join } from "node:path";
import { ConfigError } from "../../core/errors.ts";
import { isObject, type JsonObject } from "../../core/object.ts";
import type { World } from "../../core/world.ts";
import type { Target } from "../resolve.ts";
import { checkPolicy } from "./exec-policy.ts";
import { type ExecCredential, execInfo, readCredential, VERSIONS } from "./exec-protocol.ts";
import type { Authenticator } from "./index.ts";
import { findProgram } from "./program.ts";

const PREFIX = "Unable to connect to the server: ";

const failure = (text: string, cause?: unknown): ConfigError =>
  new ConfigError(`getting credentials: ${text}`, { prefix: PREFIX, cause });

/**
 * Credentials from a plugin program (client.authentication.k8s.io v1 and v1beta1): it is run when they are first needed,
 * when they have expired, and once more after a 401. It is started without a shell.
 */
export async function execAuthenticator(target: Target, exec: JsonObject, world: World): Promise<Authenticator> {
  const version = String(exec.apiVersion ?? "");
  if (!VERSIONS.includes(version)) throw new ConfigError(`exec plugin: invalid apiVersion ${JSON.stringify(version)}`);
  await checkPolicy(commandOf(exec, target), target.kubercFile, world);
  let held: Promise<ExecCredential> | undefined;
  const current = async (): Promise<ExecCredential> => {
    const seen = held;
    const known = await seen;
    if (known && (known.expires === undefined || known.expires > world.now())) return known;
    // Requests that start together run the plugin once.
    if (held === seen) held = run(target, exec, world);
    return await (held as Promise<ExecCredential>);
  };
  return {
    async headers() {
      const { token } = await current();
      return token ? { authorization: `Bearer ${token}` } : {};
    },
    certificate: async () => (await current()).certificate,
    async refresh() {
      held = undefined;
      const { token } = await current();
      // A new certificate needs a new connection; a new token can be sent at once.
      return token !== undefined;
    },
  };
}

/** A command with a slash is looked for beside the kubeconfig, a bare name on PATH. */
export function commandOf(exec: JsonObject, target: Pick<Target, "folder">): string {
  const command = String(exec.command ?? "");
  return command.includes("/") && !isAbsolute(command) ? join(target.folder, command) : command;
}

async function run(target: Target, exec: JsonObject, world: World): Promise<ExecCredential> {
  const interactive = isInteractive(String(exec.interactiveMode || "IfAvailable"), world);
  const output = await spawnPlugin(target, exec, { world, interactive });
  try {
    return await readCredential(output, String(exec.apiVersion));
  } catch (error) {
    throw failure((error as Error).message, error);
  }
}

function isInteractive(mode: string, world: World): boolean {
  const available = world.streams.stdin.isTerminal;
  if (mode === "Always" && !available) {
    throw failure("exec plugin cannot support interactive mode: standard input is not a terminal");
  }
  return mode !== "Never" && available;
}

interface Running {
  readonly world: World;
  readonly interactive: boolean;
}

function spawnPlugin(target: Target, exec: JsonObject, { world, interactive }: Running): Promise<string> {
  const command = commandOf(exec, target);
  const program = findProgram(command, world) ?? command;
  const args = (Array.isArray(exec.args) ? exec.args : []).map(String);
  const own = (Array.isArray(exec.env) ? exec.env : []).filter(isObject).map(({ name, value }) => [name, value]);
  const env = { ...world.env, ...Object.fromEntries(own), KUBERNETES_EXEC_INFO: execInfo(target, exec, interactive) };
  return new Promise((resolve, reject) => {
    if (!command.includes("/") && program === command) throw failure(notStarted(command, {}, exec));
    const child = spawn(program, args, {
      env,
      cwd: world.cwd,
      stdio: [interactive ? "inherit" : "ignore", "pipe", "pipe"],
    });
    const output: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => world.streams.stderr.write(chunk));
    child.on("error", (error: NodeJS.ErrnoException) => reject(failure(notStarted(command, error, exec), error)));
    child.on("close", (code) => {
      if (code === 0) resolve(Buffer.concat(output).toString("utf8"));
      else reject(failure(`exec: executable ${command} failed with exit code ${code ?? -1}`));
    });
  });
}

function notStarted(command: string, error: { readonly code?: string | undefined }, exec: JsonObject): string {
  if (command.includes("/")) {
    const reason = error.code === "EACCES" ? "permission denied" : "no such file or directory";
    return `exec: fork/exec ${command}: ${reason}`;
  }
  const hint = typeof exec.installHint === "string" && exec.installHint !== "" ? `\n\n${exec.installHint}` : "";
  return `exec: executable ${command} not found

It looks like you are trying to use a client-go credential plugin that is not installed.

To learn more about this feature, consult the documentation available at:
      https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins${hint}`;
}
