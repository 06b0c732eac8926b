import { expect, test } from "vitest";
import { inOrder, type Outcome } from "../../../src/commands/describe/ahead.ts";

test("what is done at once is handed out in order, failures included", async () => {
  const items = Array.from({ length: 30 }, (_, at) => at);
  let running = 0;
  let most = 0;
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await new Promise((done) => setTimeout(done, (item * 7) % 5));
    running--;
    if (item % 10 === 3) throw item;
    return item;
  };
  const seen: Outcome<number>[] = [];
  for await (const outcome of inOrder(items, work)) seen.push(outcome);
  expect(seen.map((one) => ("error" in one ? one.error : one.value))).toEqual(items);
  expect(seen.filter((one) => "error" in one)).toHaveLength(3);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThan(10);
});
