// A connection here and its connection in the pod, for as long as both last.

import type { Socket } from "node:net";
import type { Ending, Pair } from "./pair.ts";

/**
 * A node closes the pod's connection a second after it was told that nothing more comes, whatever is still on its way
 * (containerd, CRI-O). Somebody here who has said all and waits for an answer shall have it: the node is told when the pod
 * has been silent for so long, in milliseconds.
 */
const SILENCE_BEFORE_ANSWER = 5000;
const SILENCE_AFTER_ANSWER = 2000;

/** Begins the connection in the pod; `receive` takes what comes from there. */
export type Connect = (receive: (data: Buffer) => Promise<void> | undefined) => Pair;

/**
 * Carries bytes both ways until the connection is over. What was not closed in good order by the pod is reset here, so that
 * nobody takes a part for the whole.
 */
export async function carry(local: Socket, connect: Connect): Promise<Ending> {
  let isAnswered = false;
  let quiet: NodeJS.Timeout | undefined;
  let hasEnded = false;
  const pair = connect((data) => {
    isAnswered = true;
    if (hasEnded) listenForSilence();
    if (local.destroyed || local.write(data)) return undefined;
    return drained(local);
  });
  function listenForSilence() {
    clearTimeout(quiet);
    quiet = setTimeout(() => void pair.finish(), isAnswered ? SILENCE_AFTER_ANSWER : SILENCE_BEFORE_ANSWER);
  }
  local.on("data", (chunk) => {
    isAnswered = false;
    local.pause();
    void pair.send(chunk as Buffer).then(() => local.resume());
  });
  local.once("end", () => {
    hasEnded = true;
    pair.rest();
    listenForSilence();
  });
  local.on("error", () => pair.reset());
  local.once("close", () => pair.reset());
  local.resume();
  const ending = await pair.over;
  clearTimeout(quiet);
  if (ending.kind === "closed") local.destroySoon();
  else local.resetAndDestroy();
  return ending;
}

/** There is room again, or nobody is left who needs any. */
const drained = (local: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      local.off("drain", done).off("close", done);
      resolve();
    };
    local.once("drain", done).once("close", done);
  });
