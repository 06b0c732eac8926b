import { describe, expect, test } from "vitest";
import { readWords } from "../../src/cli/argv.ts";
import { UsageError } from "../../src/core/errors.ts";
import { sample } from "./sample-flags.ts";

/** "name=text" for every flag given, then the arguments, then the place of `--`. */
function read(...words: string[]): [flags: string, args: string, dash: number] {
  const { given, args, dash } = readWords(words, sample);
  return [given.map(({ name, text }) => `${name}=${text}`).join(" "), args.join(" "), dash];
}

describe("spellings of a flag", () => {
  test.each([
    [["-oyaml"], "output=yaml"],
    [["-o=yaml"], "output=yaml"],
    [["-o", "yaml"], "output=yaml"],
    [["--output=yaml"], "output=yaml"],
    [["--output", "yaml"], "output=yaml"],
    [["-o", "=yaml"], "output==yaml"],
    [["-o=="], "output=="],
    [["-o=name="], "output=name="],
    [["--output=a=b"], "output=a=b"],
    [["--output="], "output="],
    [["--output", ""], "output="],
    [["-o", "-x"], "output=-x"],
    [["-o", "--"], "output=--"],
    [["--output", "--watch"], "output=--watch"],
    [["--dry_run=client"], "dry-run=client"],
    [["--replicas", "-5"], "replicas=-5"],
    [["-r-5"], "replicas=-5"],
    [["-ojson", "--output=yaml"], "output=json output=yaml"],
  ])("%j", (words, flags) => expect(read(...words)).toEqual([flags, "", -1]));
});

describe("bare values", () => {
  test.each([
    [["-A"], "all-namespaces=true", ""],
    [["-A", "false"], "all-namespaces=true", "false"],
    [["-A=false"], "all-namespaces=false", ""],
    [["--watch=0"], "watch=0", ""],
    [["--watch", "0"], "watch=true", "0"],
    [["--dry-run"], "dry-run=unchanged", ""],
    [["--dry-run", "client"], "dry-run=unchanged", "client"],
    [["--dry-run="], "dry-run=", ""],
    [["-lA"], "selector=A", ""],
    [["-Al", "x"], "all-namespaces=true selector=x", ""],
    [["-Awl=a=b"], "all-namespaces=true watch=true selector=a=b", ""],
    [["-Aw=false"], "all-namespaces=true watch=false", ""],
    [["-h"], "help=true", ""],
  ])("%j", (words, flags, args) => expect(read(...words)).toEqual([flags, args, -1]));
});

describe("arguments", () => {
  test.each([
    [["a", "-A", "b"], "all-namespaces=true", "a b", -1],
    [["a", "--", "-A", "b"], "", "a -A b", 1],
    [["--"], "", "", 0],
    [["--", "--"], "", "--", 0],
    [["-"], "", "-", -1],
    [["", "x"], "", " x", -1],
  ])("%j", (words, ...wanted) => expect(read(...words)).toEqual(wanted));
});

describe("what pflag refuses, in its words", () => {
  test.each([
    [["--nosuch"], "unknown flag: --nosuch"],
    [["--nosuch=1"], "unknown flag: --nosuch"],
    [["--no_such"], "unknown flag: --no_such"],
    [["--Watch"], "unknown flag: --Watch"],
    [["---"], "bad flag syntax: ---"],
    [["---watch"], "bad flag syntax: ---watch"],
    [["--="], "bad flag syntax: --="],
    [["--=x"], "bad flag syntax: --=x"],
    [["-Z"], "unknown shorthand flag: 'Z' in -Z"],
    [["-AZw"], "unknown shorthand flag: 'Z' in -Zw"],
    [["-="], "unknown shorthand flag: '=' in -="],
    [["-A="], "unknown shorthand flag: '=' in -="],
    [["-1"], "unknown shorthand flag: '1' in -1"],
    [["-'"], "unknown shorthand flag: '\\'' in -'"],
    [["-\\"], "unknown shorthand flag: '\\\\' in -\\"],
    [["-\t"], "unknown shorthand flag: '\\t' in -\t"],
    [["-é"], "unknown shorthand flag: 'Ã' in -é"],
    [["-😀x"], "unknown shorthand flag: 'Ã' in -😀x"],
    [["--output"], "flag needs an argument: --output"],
    [["-o"], "flag needs an argument: 'o' in -o"],
    [["-Ao"], "flag needs an argument: 'o' in -o"],
    [["-A=maybe"], invalid("maybe", "-A, --all-namespaces", 'strconv.ParseBool: parsing "maybe": invalid syntax')],
    [["--watch="], invalid("", "-w, --watch", 'strconv.ParseBool: parsing "": invalid syntax')],
    [["--port=x"], invalid("x", "--port", 'strconv.ParseInt: parsing "x": invalid syntax')],
    [
      ["--watch=\x01", "--nosuch"],
      invalid("\\x01", "-w, --watch", 'strconv.ParseBool: parsing "\\x01": invalid syntax'),
    ],
  ])("%j", (words, message) => {
    expect(() => read(...words)).toThrow(new UsageError(message));
  });
});

function invalid(text: string, flag: string, reason: string): string {
  return `invalid argument "${text}" for "${flag}" flag: ${reason}`;
}
