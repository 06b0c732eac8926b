import { failedAnswer, isFailure } from "../../client/answer.ts";
import type { GetInvocation } from "./get.ts";

/** Prints what the server answers to a path, byte by byte as it comes. */
export async function printRaw({ flags, cluster, world }: GetInvocation): Promise<void> {
  const path = flags.raw.replace(/^https?:\/\/[^/]*/, "");
  const answer = await cluster.send({ path, accept: "application/json, */*" });
  if (isFailure(answer)) throw await failedAnswer(answer, { verb: "get" });
  for await (const chunk of answer.body) {
    world.streams.stdout.write(chunk as Buffer);
    await world.streams.stdout.flush();
  }
}
