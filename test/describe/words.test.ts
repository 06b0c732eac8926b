import { describe, expect, test } from "vitest";
import { amountText, percent, readAmounts, sum } from "../../src/describe/amount.ts";
import { labelOf } from "../../src/describe/label.ts";
import { annotationTexts, shortened } from "../../src/describe/lists.ts";
import { podAmounts } from "../../src/describe/pod-amounts.ts";
import { qosClass } from "../../src/describe/qos.ts";
import { describedText } from "../../src/describe/text.ts";
import { moment, stamp } from "../../src/describe/time.ts";

describe("a field as a label", () => {
  test.each([
    ["hostIP", "Host IP"],
    ["hostIPs", "Host I Ps"],
    ["podURLs", "Pod URLs"],
    ["uid", "UID"],
    ["apiVersion", "API Version"],
    ["PDFLoader", "PDFLoader"],
    ["kebab-case", "Kebab - Case"],
    ["snake_case", "snake_case"],
    ["openAPIV3Schema", "openAPIV3Schema"],
    ["example.com/x", "example.com/x"],
    ["aBCd", "A B Cd"],
    ["", ""],
  ])("%s", (field, label) => expect(labelOf(field)).toBe(label));
});

describe("resources", () => {
  test("a sum is written as its first part is", () => {
    const amounts = (text: string) => readAmounts({ x: text });
    const added = (a: string, b: string) => amountText(sum(amounts(a), amounts(b)).x as never);
    expect(added("1", "500m")).toBe("1500m");
    expect(added("1Gi", "100Mi")).toBe("1124Mi");
    expect(added("0", "1Gi")).toBe("1Gi");
    expect(added("1k", "1Ki")).toBe("2024");
    expect(added("nonsense", "2")).toBe("2");
  });

  test("a part of nothing is nothing", () => {
    const { cpu } = readAmounts({ cpu: "2" });
    expect(percent(cpu as never, readAmounts({ cpu: "3500m" }).cpu)).toBe(57);
    expect(percent(cpu as never, undefined)).toBe(0);
    expect(percent(cpu as never, readAmounts({ cpu: "0" }).cpu)).toBe(0);
  });

  const cpu = (container: object, requests: string) => ({ ...container, resources: { requests: { cpu: requests } } });

  test.each([
    ["containers together", { containers: [cpu({}, "1"), cpu({}, "500m")] }, "1500m"],
    ["the largest of those that run first", { containers: [cpu({}, "1")], initContainers: [cpu({}, "3")] }, "3"],
    [
      "those that go on running, with all others",
      { containers: [cpu({}, "1")], initContainers: [cpu({ restartPolicy: "Always" }, "100m"), cpu({}, "2")] },
      "2100m",
    ],
    ["what the pod asks as a whole", { containers: [cpu({}, "1")], ...cpu({}, "5") }, "5"],
    ["overhead", { containers: [cpu({}, "1")], overhead: { cpu: "10m" } }, "1010m"],
  ])("%s", (_, spec, amount) => expect(amountText(podAmounts({ spec }, "requests").cpu as never)).toBe(amount));

  test.each([
    [{ containers: [{}] }, "BestEffort"],
    [{ containers: [{ resources: { requests: { cpu: "1" } } }] }, "Burstable"],
    [{ containers: [{ resources: { limits: { cpu: "1", memory: "1Gi" } } }] }, "Guaranteed"],
    [{ containers: [{ resources: { limits: { cpu: "1", memory: "1Gi" } } }, {}] }, "Burstable"],
  ])("%j is %s", (spec, name) => expect(qosClass(spec)).toBe(name));
});

describe("texts of the server", () => {
  test("escapes are harmless everywhere, and kubectl's in a pipe", () => {
    expect(describedText(["a\u001b[31m\r\u0007"], false)).toBe("a^[[31m\\r\u0007\n");
    expect(describedText(["a\u001b[31m\r\u0007\u202e"], true)).toBe("a^[[31m\\r\\x07\\u202e\n");
  });

  test("cells are aligned among neighbours", () =>
    expect(describedText(["A:\tb", "Longer:\tc", "Alone:", "x\ty"], false)).toBe(
      "A:       b\nLonger:  c\nAlone:\nx  y\n",
    ));

  test("annotations are cut, and never inside a character", () => {
    expect(annotationTexts({ a: "b\n", c: "d\ne" })).toEqual(["a: b", "c:", "  d", "  e"]);
    expect(shortened("é".repeat(4), 5)).toBe("éé...");
  });
});

test("moments that were never set", () => {
  expect(moment(undefined)).toBe("Mon, 01 Jan 0001 00:00:00 +0000");
  expect(moment(null)).toBe("Mon, 01 Jan 0001 00:00:00 +0000");
  expect(stamp("nonsense")).toBe("0001-01-01 00:00:00 +0000 UTC");
});
