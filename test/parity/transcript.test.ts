import { describe, expect, test } from "vitest";
import { documentedDifferences, parseTranscript } from "./transcript.js";

describe("parseTranscript", () => {
  test("tells commands, set-up, marks and comments apart", () => {
    const text = "# Names.\n@ kubectl apply -f x\n\n# differs: klog\n$ kubectl get cm\n$ kubectl get secret\n";
    expect(parseTranscript(text)).toEqual({
      isShared: false,
      steps: [
        { number: 2, command: "kubectl apply -f x", isSetup: true, differs: undefined, isSet: false },
        { number: 5, command: "kubectl get cm", isSetup: false, differs: "klog", isSet: false },
        { number: 6, command: "kubectl get secret", isSetup: false, differs: undefined, isSet: false },
      ],
    });
  });

  test("goes on with lines that start with >", () => {
    const { steps } = parseTranscript("$ kubectl get -f - <<E\n> a: b\n>\n>   c: d\n> E\n");
    expect(steps.map(({ command }) => command)).toEqual(["kubectl get -f - <<E\na: b\n\n  c: d\nE"]);
  });

  test("knows lines that are compared as a set", () =>
    expect(parseTranscript("# as a set\n$ x\n$ y\n").steps.map(({ isSet }) => isSet)).toEqual([true, false]));

  test("knows pages that change nothing", () => expect(parseTranscript("# one namespace\n$ x\n").isShared).toBe(true));

  test.each([
    ["a line without a sign", "kubectl get cm", "line 1 is neither a command nor a comment: kubectl get cm"],
    ["a sign without a line", "$ ", "line 1 is neither a command nor a comment: $ "],
    ["a beginning that goes on", "> x", "line 1 is neither a command nor a comment: > x"],
    ["a mark without a line", "$ x\n# differs: klog\n", 'the mark "differs: klog" at the end belongs to no line'],
    ["a set without a line", "$ x\n# as a set\n", 'the mark "as a set" at the end belongs to no line'],
  ])("refuses %s", (_, text, message) => expect(() => parseTranscript(text)).toThrow(message));
});

test("documentedDifferences reads the first column", () => {
  const rows = "| mark | kubectl |\n|---|---|\n| `klog` | lines |\n| `dry-run` | x `y` |\n";
  expect([...documentedDifferences(rows)]).toEqual(["klog", "dry-run"]);
});
