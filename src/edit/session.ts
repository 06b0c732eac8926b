import { readFileSync } from "node:fs";
import { CliError, Silent } from "../core/errors.ts";
import { goQuote } from "../core/json/go-quote.ts";
import type { KubeObject } from "../core/object.ts";
import type { World } from "../core/world.ts";
import { openEditor } from "./editor.ts";
import { removeTemporary, writeTemporary } from "./temp-file.ts";
import { hasLines, header, type Reason, withoutComments, withWindowsLines } from "./text.ts";

/** What is edited, and what becomes of it. */
export interface Session {
  readonly objects: readonly KubeObject[];
  /** The comment on top. */
  readonly about: string;
  readonly extension: string;
  readonly isWindows: boolean;
  print(objects: readonly KubeObject[]): string;
  /** Why a text cannot be taken; undefined when it can. */
  check(text: string): Promise<Reason | undefined>;
  /** The objects of a text that was checked; throws CliError with what is wrong. */
  read(text: string): Promise<readonly KubeObject[]>;
  /** Stores the objects; `file` holds the user's text, should it be needed again. */
  save(objects: readonly KubeObject[], file: string): Promise<Outcome>;
}

export interface Outcome {
  /** Why some could not be stored; then the text is edited once more. */
  readonly reasons: readonly Reason[];
  /** The text must not go: somebody was told where it is. */
  readonly keepsFile: boolean;
}

/**
 * Lets the user edit until everything is stored or the edit is given up. What the user wrote is never lost: where it could
 * not be stored, it stays in a file whose name is told. Throws kubectl's errors.
 */
export async function edit(session: Session, world: World): Promise<void> {
  const say = (text: string) => world.streams.stderr.write(`${text}\n`);
  let body = session.print(session.objects);
  let reasons: readonly Reason[] = [];
  let refused: string | undefined;
  for (;;) {
    // JSON has no place for comments.
    const top = session.extension === "json" ? "" : header(session.about, reasons);
    const { file, before, after } = await opened(top + body, session, world);
    const tellCopy = () => say(`A copy of your changes has been stored to ${goQuote(file)}`);
    if (refused !== undefined && withoutComments(refused) === withoutComments(after)) {
      tellCopy();
      throw new CliError("Edit cancelled, no valid changes were saved.");
    }
    if (refused === undefined && withoutComments(before) === withoutComments(after)) {
      removeTemporary(file);
      return say("Edit cancelled, no changes made.");
    }
    const step = await tried(session, after, { file, say }).catch((error: unknown) => {
      if (!(error instanceof Silent)) tellCopy();
      throw error;
    });
    if (step === "kept") return;
    removeTemporary(file);
    if (step === "done") return;
    reasons = step;
    body = withoutComments(after);
    refused = after;
  }
}

async function opened(text: string, { extension, isWindows }: Session, world: World) {
  const before = isWindows ? withWindowsLines(text) : text;
  const file = writeTemporary(before, extension, world);
  try {
    await openEditor(file, world);
    return { file, before, after: readFileSync(file, "utf8") };
  } catch (error) {
    // Nothing was written into it, or the user is told by the editor's failure.
    removeTemporary(file);
    throw error;
  }
}

/** What comes of an edited text: all is stored, or it has to be opened again for these reasons. */
type Step = "done" | "kept" | readonly Reason[];

async function tried(
  session: Session,
  text: string,
  { file, say }: { file: string; say: (text: string) => void },
): Promise<Step> {
  const problem = await session.check(withoutComments(text));
  if (problem) return [problem];
  if (!hasLines(text)) {
    say("Edit cancelled, saved file was empty.");
    return "done";
  }
  let objects: readonly KubeObject[];
  try {
    objects = await session.read(withoutComments(text));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return [{ head: `The edited file had a syntax error: ${error.message}`, lines: [] }];
  }
  const { reasons, keepsFile } = await session.save(objects, file);
  if (reasons.length > 0) return reasons;
  return keepsFile ? "kept" : "done";
}
