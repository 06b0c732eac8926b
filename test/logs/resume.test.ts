import { expect, test } from "vitest";
import { makeResume } from "../../src/logs/resume.ts";
import { readLine } from "../../src/logs/stamped.ts";

const line = (time: string, text = "x") => readLine(Buffer.from(`2026-01-01T00:00:${time}Z ${text}\n`));

test("a line's time is read, and what is no time is text", () => {
  expect(line("01.5", "a")).toMatchObject({ second: 1767225601, nano: 500_000_000, text: Buffer.from("a\n") });
  expect(readLine(Buffer.from("2026-01-01T01:00:01+01:00 a\n"))).toMatchObject({ second: 1767225601, nano: 0 });
  expect(readLine(Buffer.from("plain\n"))).toMatchObject({ second: -1, text: Buffer.from("plain\n") });
});

test.each([
  ["nothing new", ["01.1", "01.2"], ["01.1", "01.2"], []],
  ["equal times are counted", ["01.1", "01.1"], ["01.1", "01.1", "01.1"], ["01.1"]],
  ["a little out of order", ["01.5"], ["01.5", "01.4"], ["01.4"]],
  ["out of order, seen", ["01.5", "01.4"], ["01.5", "01.4", "01.6"], ["01.6"]],
  ["rotated: what was seen is not there", ["01.1", "01.2"], ["01.3", "02.1"], ["01.3", "02.1"]],
  ["earlier ones that the server sends all the same", ["01.1", "02.1"], ["01.1", "02.1", "02.2"], ["02.2"]],
])("%s", (_, first, again, fresh) => {
  const resume = makeResume();
  resume.begin();
  for (const one of first) expect(resume.take(line(one))).toBe(true);
  for (let reading = 0; reading < 2; reading++) {
    resume.begin();
    const taken = again.filter((one) => resume.take(line(one)));
    expect(taken).toEqual(reading === 0 ? fresh : []);
  }
});

test("asks from the last second on", () => {
  const resume = makeResume();
  expect(resume.since()).toBeUndefined();
  resume.take(line("07.25"));
  expect(resume.since()).toBe("2026-01-01T00:00:07Z");
});
