import { statSync } from "node:fs";
import type { Server } from "node:http";
import { resolve } from "node:path";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, duration, int, string } from "../../core/flags.ts";
import { escapeControls } from "../../core/terminal.ts";
import { type Filter, makeFilter } from "../../proxy/filter.ts";
import type { Prefixes } from "../../proxy/routes.ts";

const DEFAULT_PORT = 8001;

/** What is a fatal line in kubectl's log. */
class Fatal extends CliError {
  override readonly exitCode = 255;
}

const flags = {
  acceptHosts: string("Hosts that requests may name: regular expressions, separated by commas.", {
    default: "^localhost$,^127\\.0\\.0\\.1$,^\\[::1\\]$",
  }),
  acceptPaths: string("Paths that are passed on: regular expressions, separated by commas.", { default: "^.*" }),
  address: string("Address to listen on.", { default: "127.0.0.1" }),
  apiPrefix: string("Path under which the API is found.", { default: "/" }),
  appendServerPath: bool("Put the path of the kubeconfig's server in front of every request's."),
  disableFilter: bool("Let every request pass; any web page that a browser shows could then use the port."),
  keepalive: duration("Period of TCP's keep-alive for connections that change their protocol; 0 is the system's own."),
  port: int("Port to listen on; 0 takes one that is free.", { shorthand: "p", default: DEFAULT_PORT }),
  rejectMethods: string("Methods that are refused: regular expressions, separated by commas.", { default: "^$" }),
  rejectPaths: string("Paths that are refused even if they are accepted, too.", {
    default: "^/api/.*/pods/.*/exec,^/api/.*/pods/.*/attach",
  }),
  unixSocket: string("Socket file to listen on, in place of a port.", { shorthand: "u" }),
  www: string("Folder whose files are served as well.", { shorthand: "w" }),
  wwwPrefix: string("Path under which the files of --www are found.", { shorthand: "P", default: "/static/" }),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "[--port=PORT] [--www=static-dir] [--www-prefix=prefix] [--api-prefix=prefix]",
  about: `Serve the API on this machine, as the kubeconfig's user, and files of a folder beside it if you like.

Programs that know no credentials can use it. By default only this machine is listened to, requests have to name this
machine as their host, and nobody gets into containers (exec, attach).`,
  examples: `
# The whole API at http://127.0.0.1:8001
{program} proxy

# A part of it, and files: "curl localhost:8001/api/v1/pods", "curl localhost:8001/static/"
{program} proxy --www=/my/files --www-prefix=/static/ --api-prefix=/api/

# Under another path: "curl localhost:8001/custom/api/v1/pods"
{program} proxy --api-prefix=/custom/

# On a port that is free; it is printed
{program} proxy --port=0

# On a socket that only you can open
{program} proxy --unix-socket=/tmp/api.sock`,
  flags,
  async run(given) {
    const { cluster, world, flags } = given;
    const connection = await cluster.connection();
    const path = connection.server.pathname;
    const tell = (text: string) => world.streams.stderr.write(`${escapeControls(text)}\n`);
    if (path !== "/" && !flags.appendServerPath) {
      tell(
        `Your kube context contains a server path ${path}, use --append-server-path to automatically append the path to each request`,
      );
    }
    const filter = readFilter(given, tell);
    checkPlaces(given, tell);
    const [{ openRelay }, { createProxy }] = await Promise.all([
      import("../../client/relay.ts"),
      import("../../proxy/server.ts"),
    ]);
    const proxy = createProxy({
      relay: await openRelay(connection),
      connection,
      base: flags.appendServerPath ? path.replace(/\/+$/, "") : "",
      keepAlive: flags.keepalive,
      tell,
      prefixes: readPrefixes(flags),
      folder: resolve(world.cwd, flags.www),
      filter,
      // On an address that others reach, files are meant for them, whatever they call this machine.
      guardsFiles: flags.unixSocket !== "" || isLoopback(flags.address),
    });
    try {
      const place = await listen(given, proxy.server);
      world.streams.stdout.write(`Starting to serve on ${place}\n`);
      await interrupted(world.signal);
    } finally {
      await proxy.close();
    }
  },
});

/** The filter that the flags ask for; kubectl's fatal error for what is no regular expression. */
function readFilter({ flags }: Given, tell: (text: string) => void): Filter | undefined {
  if (flags.disableFilter) {
    if (flags.unixSocket === "") {
      tell("Request filter disabled, your proxy is vulnerable to XSRF attacks, please be cautious");
    }
    return undefined;
  }
  try {
    return makeFilter(flags);
  } catch (error) {
    throw new Fatal(`Error compiling re: ${(error as Error).message}`, { prefix: "" });
  }
}

function checkPlaces({ flags, world }: Given, tell: (text: string) => void): void {
  if (flags.port !== DEFAULT_PORT && flags.unixSocket !== "") {
    throw new CliError("cannot set --unix-socket and --port at the same time");
  }
  if (flags.www === "") return;
  try {
    const found = statSync(resolve(world.cwd, flags.www));
    if (!found.isDirectory()) tell(`Static file directory ${flags.www} is not a directory`);
  } catch (error) {
    const reason = statReason(error as NodeJS.ErrnoException);
    tell(`Failed to stat static file directory ${flags.www}: stat ${flags.www}: ${reason}`);
  }
}

const statReason = ({ code, message }: NodeJS.ErrnoException): string =>
  ({ ENOENT: "no such file or directory", EACCES: "permission denied", ENOTDIR: "not a directory" })[code ?? ""] ??
  message;

function readPrefixes({ apiPrefix, www, wwwPrefix }: Given["flags"]): Prefixes {
  const [api, files] = [apiPrefix, wwwPrefix].map((prefix) => (prefix.endsWith("/") ? prefix : `${prefix}/`));
  if (www !== "" && api === files) {
    throw new CliError(`--api-prefix and --www-prefix are both ${api}: the API and the files need paths of their own`);
  }
  return { api: api as string, files: www === "" ? undefined : files };
}

const isLoopback = (address: string): boolean => /^(?:127\.[\d.]+|localhost|\[::1\])$/.test(address);

async function listen({ flags, world }: Given, server: Server): Promise<string> {
  const { listenOn, listenOnFile } = await import("../../proxy/listen.ts");
  if (flags.unixSocket === "") return await listenOn(server, flags.address, flags.port);
  await listenOnFile(server, { name: flags.unixSocket, path: resolve(world.cwd, flags.unixSocket) });
  return flags.unixSocket;
}

/** The listening socket keeps the program alive until then. */
const interrupted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener("abort", () => done(), { once: true });
  });
