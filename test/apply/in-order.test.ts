import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { inOrder } from "../../src/apply/in-order.ts";

/** Lower-case letters may overlap with each other; the later a letter, the sooner its work is done. */
async function run(items: string, { width = 3, take = items.length } = {}) {
  const log: string[] = [];
  const work = async (item: string) => {
    log.push(`begin ${item}`);
    await sleep(200 - item.toLowerCase().charCodeAt(0));
    log.push(`end ${item}`);
    if (item === "x") throw new Error("no x");
    return item;
  };
  const isSmall = (item: string) => item === item.toLowerCase();
  const mayOverlap = (one: string, other: string) => isSmall(one) && isSmall(other);
  for await (const result of inOrder({ items: [...items], work, mayOverlap, width })) {
    log.push(result);
    if (--take === 0) break;
  }
  return log;
}

test("work begins and is handed out in order, though later work ends first", async () => {
  expect(await run("az")).toEqual(["begin a", "begin z", "end z", "end a", "a", "z"]);
});

test("what may not overlap waits, and is waited for", async () => {
  expect(await run("aBc")).toEqual(["begin a", "end a", "begin B", "a", "end B", "begin c", "B", "end c", "c"]);
});

test("no more than the width", async () => {
  const log = await run("abcdefgh", { width: 2 });
  expect(log.slice(0, 3)).toEqual(["begin a", "begin b", "end b"]);
  expect(log.filter((line) => line.length === 1)).toEqual([..."abcdefgh"]);
  const under = log.map((_, at) => count(log.slice(0, at + 1), "begin") - count(log.slice(0, at + 1), "end"));
  expect(Math.max(...under)).toBe(2);
});

test("a failure comes in its turn, and nothing begins after it", async () => {
  await expect(run("axbc", { width: 1 })).rejects.toThrow("no x");
});

test("nothing begins once nobody wants more", async () => {
  const log = await run("abcd", { width: 2, take: 1 });
  const begun = count(log, "begin");
  await sleep(250);
  expect(count(log, "begin")).toBe(begun);
  expect(begun).toBeLessThan(4);
});

const count = (log: readonly string[], word: string) => log.filter((line) => line.startsWith(word)).length;
