import { spawn } from "node:child_process";
import { CliError } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import type { World } from "../core/world.ts";

/** Opens a file in the user's editor ($KUBE_EDITOR, $EDITOR, vi) on this terminal and waits; throws kubectl's error. */
export async function openEditor(file: string, world: World): Promise<void> {
  const { KUBE_EDITOR, EDITOR } = world.env;
  const editor = KUBE_EDITOR || EDITOR || (world.platform === "win32" ? "notepad" : "vi");
  const [program = "", ...words] = editorWords(editor, file, world);
  const options = { stdio: "inherit", cwd: world.cwd, env: world.env as NodeJS.ProcessEnv } as const;
  const code = await new Promise<number | null | Error>((resolve) => {
    const child = spawn(program, words, options);
    child.on("error", resolve);
    child.on("close", resolve);
  });
  if (code instanceof Error) throw new CliError(`unable to launch the editor ${goQuote(editor)}`, { cause: code });
  const called = isLine(editor) ? [program, words[0], editor].join(" ") : editor;
  if (code !== 0) throw new CliError(`there was a problem with the editor ${goQuote(called)}`);
}

const isLine = (editor: string): boolean => /["'\\]/.test(editor);

/** As kubectl: an editor with quotes or backslashes is a line for the shell, any other is split at its blanks. */
export function editorWords(
  editor: string,
  file: string,
  { env, platform }: Pick<World, "env" | "platform">,
): string[] {
  if (!isLine(editor)) return [...editor.split(" "), file];
  if (platform === "win32") return ["cmd", "/C", `${editor} ${file}`];
  return [env.SHELL || "/bin/bash", "-c", `${editor} ${goQuote(file)}`];
}
