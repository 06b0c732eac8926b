import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CliError } from "../../src/core/errors.ts";
import type { KubeObject } from "../../src/core/object.ts";
import { editorWords } from "../../src/edit/editor.ts";
import { edit, type Session } from "../../src/edit/session.ts";
import { ABOUT_OBJECTS, hasLines, header, withoutComments } from "../../src/edit/text.ts";
import { recordingWorld } from "../helpers/world.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kctl-edit-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const files = () => readdirSync(folder).filter((name) => name.startsWith("kubectl-edit-"));

/** Edits with an editor that is a shell script; "$1" is the file, $n counts the openings. */
async function editWith(script: string, parts: Partial<Session> = {}) {
  const editor = join(folder, "editor");
  writeFileSync(
    editor,
    `#!/bin/sh\nn=$(($(cat ${folder}/n 2> /dev/null || echo 0) + 1)); echo $n > ${folder}/n\n${script}\n`,
  );
  chmodSync(editor, 0o755);
  const { world, stderr } = recordingWorld({
    env: { EDITOR: editor, TMPDIR: folder, PATH: process.env.PATH },
    cwd: folder,
  });
  const saved: KubeObject[][] = [];
  const session: Session = {
    objects: [{ value: "old" }],
    about: ABOUT_OBJECTS,
    extension: "yaml",
    isWindows: false,
    print: ([object]) => `value: ${object?.value}\n`,
    check: async (text) => (text.includes("bad") ? { head: "it is bad", lines: ["very"] } : undefined),
    read: async (text) => {
      if (text.includes("odd")) throw new CliError("odd");
      return [{ value: text.trim() }];
    },
    save: async (objects) => {
      saved.push([...objects]);
      return { reasons: [], keepsFile: false };
    },
    ...parts,
  };
  const error = await edit(session, world).catch((one: Error) => one.message);
  return { error, saved, stderr: stderr().replace(/[^"` ]*kubectl-edit-\d+/g, "COPY") };
}

const onUnix = test.skipIf(process.platform === "win32");

onUnix("a change is saved and no file stays", async () => {
  const mask = process.umask(0);
  const got = await editWith(
    `stat -c %a "$1" > ${folder}/mode 2> /dev/null || stat -f %Lp "$1" > ${folder}/mode; sed -i.old s/old/new/ "$1"; rm "$1.old"`,
  );
  process.umask(mask);
  expect(got).toEqual({ error: undefined, saved: [[{ value: "value: new" }]], stderr: "" });
  expect(readFileSync(join(folder, "mode"), "utf8")).toBe("600\n");
  expect(files()).toEqual([]);
});

onUnix("no change", async () => {
  expect(await editWith("true")).toEqual({ error: undefined, saved: [], stderr: "Edit cancelled, no changes made.\n" });
  expect(files()).toEqual([]);
});

onUnix("all is gone", async () => {
  expect(await editWith(': > "$1"')).toMatchObject({ saved: [], stderr: "Edit cancelled, saved file was empty.\n" });
  expect(files()).toEqual([]);
});

onUnix("an editor that fails", async () => {
  const got = await editWith("exit 3");
  expect(got.error).toMatch(/^there was a problem with the editor /);
  expect(files()).toEqual([]);
});

onUnix("what stays wrong is given up, and kept where it is told", async () => {
  const got = await editWith('[ $n -gt 1 ] || echo bad >> "$1"');
  expect(got).toEqual({
    error: "Edit cancelled, no valid changes were saved.",
    saved: [],
    stderr: 'A copy of your changes has been stored to "COPY.yaml"\n',
  });
  expect(files()).toHaveLength(1);
  const file = join(folder, files()[0] as string);
  expect(readFileSync(file, "utf8")).toBe(
    `${header(ABOUT_OBJECTS, [{ head: "it is bad", lines: ["very"] }])}value: old\nbad\n`,
  );
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

onUnix("what is put right is saved", async () => {
  const got = await editWith('if [ $n = 1 ]; then echo odd >> "$1"; else sed -i.old s/odd/fine/ "$1"; rm "$1.old"; fi');
  expect(got).toMatchObject({ error: undefined, saved: [[{ value: "value: old\nfine" }]] });
  expect(files()).toEqual([]);
});

onUnix("an error while saving leaves the text in its file", async () => {
  const save = async () => {
    throw new CliError("another name");
  };
  const got = await editWith('echo x >> "$1"', { save });
  expect(got).toMatchObject({
    error: "another name",
    stderr: 'A copy of your changes has been stored to "COPY.yaml"\n',
  });
  expect(files()).toHaveLength(1);
});

test.each([
  ["vi", ["vi", "/f"]],
  ["code -w", ["code", "-w", "/f"]],
  ['emacs "-nw"', ["/bin/bash", "-c", 'emacs "-nw" "/f"']],
  ["my\\ ed", ["/bin/bash", "-c", 'my\\ ed "/f"']],
])("the editor %s", (editor, words) => {
  expect(editorWords(editor, "/f", { env: {}, platform: "linux" })).toEqual(words);
});

test.each([
  ["# a\nb\n#c\n", "b\n", true],
  ["# a\r\n  #b\r\n", "  #b\n", true],
  ["#\n\n  \n", "\n  \n", false],
  ["", "", false],
])("comments of %j", (text, rest, isFull) => {
  expect(withoutComments(text)).toBe(rest);
  expect(hasLines(text)).toBe(isFull);
});
