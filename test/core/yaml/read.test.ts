import { describe, expect, test } from "vitest";
import { DocumentError } from "../../../src/core/yaml/error.ts";
import { parseYaml, readDocuments, readStream } from "../../../src/core/yaml/read.ts";

const A = '{"a":1}';

describe("streams, as the real kubectl takes them", () => {
  test.each<[string, unknown[]]>([
    ["", []],
    ["---\n", []],
    ["# nothing\n---\n~\n---\nnull\n", []],
    ["a: 1\n---\nb: 2\n--- # more\nc: 3\n", [{ a: 1 }, { b: 2 }, { c: 3 }]],
    [A + A, [{ a: 1 }, { a: 1 }]],
    [`${A}\n---\n${A}`, [{ a: 1 }, { a: 1 }]],
    [`${A}\nb: 2\n---\nc: 3\n`, [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['{"a":1,}', [{ a: 1 }]],
    ["{a: 1}}", [{ a: 1 }]],
    ["a: 1\n...\nb: 2\n", [{ a: 1 }]],
    ["\ufeffa: 1\r\n---\r\nb: 2\r\n", [{ a: 1 }, { b: 2 }]],
    ["args: [\n  a\n]\n", [{ args: ["a"] }]],
  ])("%j", async (input, values) => {
    expect(await readDocuments(new TextEncoder().encode(input))).toEqual(values);
  });

  test("UTF-16 by its byte order mark, and bytes that are no UTF-8", async () => {
    expect(await readDocuments(Buffer.from("\ufeffa: é\n---\nb: 1\n", "utf16le"))).toEqual([{ a: "é" }, { b: 1 }]);
    expect(await readDocuments(Buffer.from([0x61, 0x3a, 0x20, 0xff, 0x0a]))).toEqual([{ a: "\ufffd" }]);
  });

  test("integers of 64 bits stay exact, larger ones become floats", async () => {
    const [yaml] = await readDocuments(
      "[9223372036854775807, 9223372036854775808, 0x7fffffffffffffff, -9007199254740993]",
    );
    expect(yaml).toEqual([9223372036854775807n, 2 ** 63, 9223372036854775807n, -9007199254740993n]);
    const [json] = await readDocuments('{"a": [9223372036854775807, 9223372036854775808, -0]}');
    expect(json).toEqual({ a: [9223372036854775807n, 2 ** 63, 0] });
  });
});

describe("errors", () => {
  test.each([
    ["a: 1\nb: @x\n", "error converting YAML to JSON: yaml: line 2: found character that cannot start any token"],
    ["a: b: c\n", "error converting YAML to JSON: yaml: mapping values are not allowed in this context"],
    ["a: 1\n--- x\n", "invalid Yaml document separator: x"],
    ["a: .inf\n", "error converting YAML to JSON: json: unsupported value: +Inf"],
    ["{", "unexpected EOF"],
    ['{"a" 1}', "json: offset 6: invalid character '1' after object key"],
    [`${A}}`, "json: offset 8: invalid character '}' looking for beginning of value"],
  ])("%j", async (input, message) => {
    await expect(readDocuments(input)).rejects.toThrow(DocumentError);
    await expect(readDocuments(input)).rejects.toMatchObject({ message });
  });

  test("name the document and its line, and keep what was read before", async () => {
    const { documents, error } = await readStream("a: 1\n---\nb: 2\n---\n\nc: [\n");
    expect(documents).toEqual([
      { value: { a: 1 }, index: 1, line: 1 },
      { value: { b: 2 }, index: 2, line: 3 },
    ]);
    expect(error).toMatchObject({ document: 3, line: 5 });
  });

  test("a single text is JSON or YAML", async () => {
    expect(await parseYaml('{"a": [1]}')).toEqual({ a: [1] });
    expect(await parseYaml("a: {b: n}")).toEqual({ a: { b: false } });
    await expect(parseYaml("a: [")).rejects.toThrow("did not find expected node content");
  });
});
