import { describe, expect, test } from "vitest";
import type { Request } from "../../../src/client/connection.ts";
import type { Given } from "../../../src/commands/describe/run.ts";
import { surroundings } from "../../../src/commands/describe/surroundings.ts";
import { PODS } from "../../../src/pods/first-pod.ts";

const pods = (count: number, namespaces = ["here"]) =>
  Array.from({ length: count }, (_, at) => ({
    resource: PODS,
    namespace: namespaces[at % namespaces.length] as string,
  }));
const about = (at: number, namespace = "here") => ({ kind: "Pod", name: `p${at}`, namespace, uid: `u${at}` });

function given(answer: (path: string) => unknown) {
  const asked: string[] = [];
  const cluster = {
    async json({ path }: Request) {
      asked.push(decodeURIComponent(path));
      return answer(path);
    },
  };
  return { asked, given: { cluster, flags: { chunkSize: 500 }, world: { now: () => 0 } } as unknown as Given };
}

const events = {
  kind: "EventList",
  apiVersion: "v1",
  items: [0, 1, 1, 2].map((at) => ({ involvedObject: about(at), reason: `about ${at}` })),
};

describe("the events of many objects", () => {
  test("are one list, whoever asks first", async () => {
    const { asked, given: one } = given(() => events);
    const around = surroundings(one, pods(20), true);
    const all = await Promise.all(Array.from({ length: 20 }, (_, at) => around.events(about(at))));
    expect(all.map((found) => found?.length)).toEqual([1, 2, 1, ...new Array(17).fill(0)]);
    expect(asked).toEqual(["/api/v1/namespaces/here/events?fieldSelector=involvedObject.kind=Pod&limit=500"]);
  });

  test("of several namespaces come from all at once", async () => {
    const { asked, given: one } = given(() => events);
    await surroundings(one, pods(20, ["here", "there"]), true).events(about(1, "there"));
    expect(asked).toEqual(["/api/v1/events?fieldSelector=involvedObject.kind=Pod&limit=500"]);
  });

  test("are asked one by one where the list is refused", async () => {
    const { asked, given: one } = given((path) => {
      if (!path.includes("namespaces")) throw new Error("forbidden");
      return events;
    });
    const around = surroundings(one, pods(20, ["here", "there"]), true);
    await around.events(about(0));
    await around.events(about(1));
    expect(asked).toHaveLength(3);
  });
});

test("a few objects ask for their own", async () => {
  const { asked, given: one } = given(() => events);
  await surroundings(one, pods(2), true).events({ ...about(0), name: "a=b" });
  expect(asked[0]).toContain("involvedObject.name=a\\=b,involvedObject.namespace=here,involvedObject.kind=Pod");
});

test("nobody is asked for events that are not wanted", async () => {
  const { asked, given: one } = given(() => events);
  expect(await surroundings(one, pods(20), false).events(about(0))).toBeUndefined();
  expect(asked).toEqual([]);
});
