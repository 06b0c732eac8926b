import { expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { type Behaviour, discovery, json, resource } from "../helpers/fault-server.ts";

const LINES = 5000;
const PER_PORTION = 20;
const PODS = 5;

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Pods of a job that write numbered lines one pod after the other, on a node whose connections break all the time. */
function node(seed: number) {
  const random = chance(seed);
  const count = { cuts: 0, restarts: 0, rotations: 0, swaps: 0 };
  let written = 0;
  let time = Date.parse("2026-01-01T00:00:00Z");
  const perPod = LINES / PODS;
  const newPod = (name: string) => ({
    name,
    restarts: 0,
    isOver: false,
    current: [] as string[],
    previous: [] as string[],
  });
  const pods = [newPod("work-1")];
  let isDone = false;

  const pod = (name: string) => pods.find((one) => one.name === name) as ReturnType<typeof newPod>;
  const object = (one: ReturnType<typeof newPod>) => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: one.name, namespace: "default", uid: one.name },
    spec: { restartPolicy: "OnFailure", containers: [{ name: "main" }] },
    status: {
      phase: one.isOver ? "Succeeded" : "Running",
      containerStatuses: [{ name: "main", containerID: `${one.name}-${one.restarts}`, state: {} }],
    },
  });

  function write(one: ReturnType<typeof newPod>): void {
    for (let more = 0; more < PER_PORTION && written < pods.length * perPod; more++) {
      // Some lines share a time.
      if (random() < 0.9) time += Math.floor(random() * 60);
      one.current.push(`${new Date(time).toISOString().replace("Z", "000000Z")} line ${++written}\n`);
    }
    one.isOver = written === pods.length * perPod;
  }

  const log: Behaviour = (request, response) => {
    const url = new URL(request.url ?? "", "http://x");
    const one = pod(url.pathname.split("/")[6] ?? "");
    const isFollowed = url.searchParams.get("follow") === "true";
    if (isFollowed && !one.isOver) write(one);
    const since = url.searchParams.get("sinceTime") ?? "";
    const isPrevious = url.searchParams.get("previous") === "true";
    const all = isPrevious ? one.previous : one.current;
    const text = all.filter((line) => line >= since.replace("Z", "")).join("");
    if (random() < 0.75) {
      count.cuts++;
      response.write(text.slice(0, Math.floor((0.5 + random() / 2) * text.length)), () => request.socket.destroy());
      // While nobody reads, the container may be restarted: its log can then be had as the previous one.
      if (!isPrevious && !one.isOver && random() < 0.2) {
        count.restarts++;
        one.restarts++;
        Object.assign(one, { previous: one.current, current: [] });
      }
      return;
    }
    response.end(text);
    // All was read: the node may throw it away.
    if (!isPrevious && !one.isOver && random() < 0.3) {
      count.rotations++;
      one.current = [];
    }
    if (!one.isOver || isFollowed) return;
    if (pods.length === PODS) isDone = true;
    else {
      count.swaps++;
      pods.push(newPod(`work-${pods.length + 1}`));
    }
  };

  const job: Behaviour = (request, response) =>
    json({
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: { name: "work", namespace: "default" },
      spec: { selector: { matchLabels: { job: "work" } } },
      status: isDone ? { conditions: [{ type: "Complete", status: "True" }] } : {},
    })(request, response);
  const list: Behaviour = (request, response) => json({ kind: "PodList", items: pods.map(object) })(request, response);
  const place = "/api/v1/namespaces/default/pods";
  const own = Array.from({ length: PODS }, (_, at) => `work-${at + 1}`);
  const script = {
    "GET /apis": discovery("batch", [resource("jobs", "Job", "job")]),
    "GET /apis/batch/v1/namespaces/default/jobs/work": job,
    [`GET ${place}`]: list,
    ...Object.fromEntries(own.map((name) => [`GET ${place}/${name}/log`, log])),
    ...Object.fromEntries(
      own.map((name): [string, Behaviour] => [
        `GET ${place}/${name}`,
        (request, response) => json(object(pod(name)))(request, response),
      ]),
    ),
  };
  return { script, count };
}

test.each([1])(
  "200 cuts, restarts, rotations and new pods: every line once and in order (%i)",
  async (seed) => {
    const { script, count } = node(seed);
    const { code, stdout, stderr } = await converse({ script, args: ["logs", "job/work", "--until-done"] });
    const expected = Array.from({ length: LINES }, (_, at) => `line ${at + 1}`);
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n")).toEqual(expected);
    expect(code).toBe(0);
    expect(count.cuts).toBeGreaterThan(200);
    expect(Math.min(count.restarts, count.rotations, count.swaps)).toBeGreaterThan(3);
  },
  60_000,
);
