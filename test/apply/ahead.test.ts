import { expect, test } from "vitest";
import { askAhead } from "../../src/apply/ahead.ts";

async function run(items: readonly string[], { late = "", width = 3 } = {}) {
  const log: string[] = [];
  const ask = async (item: string) => {
    log.push(`ask ${item}`);
    return item.toUpperCase();
  };
  for await (const [item, answer] of askAhead(items, ask, (one) => one === late, width)) log.push(`${item} ${answer}`);
  return log;
}

test("answers come in order while the next ones are on their way", async () => {
  expect(await run(["a", "b", "c", "d"])).toEqual(["ask a", "ask b", "ask c", "a A", "ask d", "b B", "c C", "d D"]);
});

test("late ones are asked about when it is their turn", async () => {
  expect(await run(["a", "b", "c"], { late: "b" })).toEqual(["ask a", "ask c", "a A", "ask b", "b B", "c C"]);
});

test("nothing to ask", async () => {
  expect(await run([])).toEqual([]);
});

test("a failure is thrown in its turn, and those behind it are forgotten", async () => {
  const ask = async (item: string) => {
    if (item !== "a") throw new Error(`no ${item}`);
    return item;
  };
  const seen: string[] = [];
  const all = async () => {
    for await (const [item] of askAhead(["a", "b", "c"], ask, () => false)) seen.push(item);
  };
  await expect(all()).rejects.toThrow("no b");
  expect(seen).toEqual(["a"]);
});
