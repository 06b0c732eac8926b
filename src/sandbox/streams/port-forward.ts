import { type KubeObject, nameOf, namespaceOf } from "../../core/object.ts";
import { dataHead, type Event, frameReader, headerBlocks, pingFrame, replyFrame, resetFrame } from "../../core/spdy.ts";
import { badRequest } from "../api/error.ts";
import { storedObject } from "../api/write.ts";
import { listOf, specOf, statusOf, uidOf } from "../controllers/owned.ts";
import { placeOf } from "../http/resource.ts";
import type { Streaming } from "../http/upgrade.ts";
import type { Channel } from "../http/web-socket.ts";
import { type Carried, openEcho } from "./echo.ts";
import { chunksOf } from "./pipe.ts";
import { headerReader } from "./spdy-headers.ts";

/** pods/portforward: an HTTP echo behind every port that the pod declares, behind all of them when it declares none. */
export const portForward: Streaming = {
  protocols: ["SPDY/3.1+portforward.k8s.io"],
  open(machine, _request, target) {
    const pod = storedObject(machine, placeOf(target), target.name);
    if (!specOf(pod).nodeName) throw badRequest(`pod ${nameOf(pod)} does not have a host assigned`);
    return (channel) => serve(channel, pod);
  },
};

/** The two streams of a connection, once both are open. */
interface Pair {
  port: number;
  error: number;
  data: number;
}

async function serve(channel: Channel, pod: KubeObject): Promise<void> {
  const read = frameReader();
  const headersOf = headerReader();
  const blocks = headerBlocks();
  const pairs = new Map<string, Pair>();
  const carried = new Map<number, Carried>();
  const send = (...parts: readonly Buffer[]) => channel.send(Buffer.concat(parts));

  async function open(event: Event & { kind: "opened" }): Promise<void> {
    const headers = await headersOf(event.block);
    const pair = pairs.get(headers.requestid ?? "") ?? { port: Number(headers.port), error: 0, data: 0 };
    pairs.set(headers.requestid ?? "", pair);
    pair[headers.streamtype === "error" ? "error" : "data"] = event.stream;
    await send(replyFrame(event.stream, blocks({})));
    if (pair.error === 0 || pair.data === 0) return;
    pairs.delete(headers.requestid ?? "");
    connect(pair);
  }

  function connect({ port, error, data }: Pair): void {
    const end = async (reason: string) => {
      carried.delete(data);
      const text = Buffer.from(reason);
      await send(dataHead(data, 0, true), dataHead(error, text.length), text, dataHead(error, 0, true));
    };
    const problem = problemOf(pod, port);
    if (problem !== undefined) return void end(problem);
    carried.set(
      data,
      openEcho(
        (chunk) => send(dataHead(data, chunk.length), chunk),
        () => end(""),
      ),
    );
  }

  for await (const message of chunksOf(channel.messages)) {
    for (const event of read(message)) {
      if (event.kind === "opened") await open(event);
      else if (event.kind === "ping") await send(pingFrame(event.number));
      else if (event.kind === "reset") {
        carried.get(event.stream)?.cut();
        carried.delete(event.stream);
        await send(resetFrame(event.stream));
      } else if (event.kind === "data") {
        if (event.data.length > 0) await carried.get(event.stream)?.take(event.data);
        if (event.isLast) carried.get(event.stream)?.end();
      }
    }
  }
  for (const one of carried.values()) one.cut();
}

/** Why nobody can connect to a port, in the kubelet's words. */
function problemOf(pod: KubeObject, port: number): string | undefined {
  const what = `error forwarding port ${port} to pod ${nameOf(pod)}_${namespaceOf(pod)}, uid ${uidOf(pod)}`;
  if (statusOf(pod).phase !== "Running") return `${what}: the pod does not run`;
  const declared = listOf(specOf(pod).containers).flatMap((one) => listOf(one.ports));
  if (declared.length === 0 || declared.some((one) => one.containerPort === port)) return undefined;
  return `${what}: failed to connect to localhost:${port}: connect: connection refused`;
}
