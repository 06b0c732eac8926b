import type { ChalkInstance } from "chalk";
import type { Output } from "./world.ts";

export type ColorWish = string;

/** Whether output should be coloured: `always`, `never`, or on a terminal without NO_COLOR (`auto`). */
export function wantsColor(out: Output, env: Readonly<Record<string, string | undefined>>, wish: ColorWish): boolean {
  if (wish === "always") return true;
  if (wish === "never") return false;
  return out.isTerminal && !env.NO_COLOR && env.TERM !== "dumb";
}

/** The painter for an output; it gives texts back unchanged where no colour is wanted. */
export async function paint(
  out: Output,
  env: Readonly<Record<string, string | undefined>>,
  wish: ColorWish,
): Promise<Pick<ChalkInstance, "green" | "yellow" | "red" | "gray" | "bold" | "cyan">> {
  if (!wantsColor(out, env, wish)) return PLAIN;
  const { Chalk } = await import("chalk");
  return new Chalk({ level: 1 });
}

const same = ((text: string) => text) as unknown as ChalkInstance;
const PLAIN = { green: same, yellow: same, red: same, gray: same, bold: same, cyan: same };
