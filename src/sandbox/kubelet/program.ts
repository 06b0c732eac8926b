import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { readQuantity } from "../../core/quantity.ts";

/** How a played program runs: for so long (milliseconds), and ends with this code; without an end it runs on. */
export interface Run {
  readonly lasts: number | undefined;
  readonly code: number;
  /** Whether it ends because it took more memory than it may. */
  readonly isTooLarge?: true;
}

const words = (value: Json | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * What a container's command does: `sleep N` takes N seconds, `exit N` and `false` fail, `true`, `echo` and `date` end at
 * once; everything else, an image's own program too, runs on. `stress --vm-bytes 250M` is killed where that is over the limit.
 */
export function runOf(container: JsonObject): Run {
  const argv = [...words(container.command), ...words(container.args)];
  if (isOverLimit(argv, container)) return { lasts: 1000, code: 137, isTooLarge: true };
  const [program = "", flag = ""] = argv;
  const isShell = /(^|\/)(sh|bash|ash)$/.test(program) && flag.startsWith("-") && flag.includes("c");
  const steps = (isShell ? (argv[2] ?? "") : argv.join(" "))
    .split(/&&|;|\n/)
    .map((step) => step.trim())
    .filter((step) => step !== "");
  let lasts = 0;
  for (const step of steps) {
    const [name = "", first = ""] = step.split(/\s+/);
    const base = name.slice(name.lastIndexOf("/") + 1);
    if (base === "sleep") {
      const seconds = Number.parseFloat(first);
      if (!Number.isFinite(seconds)) return FOREVER;
      lasts += seconds * 1000;
    } else if (base === "exit") return { lasts, code: Number.parseInt(first, 10) || 0 };
    else if (base === "false") return { lasts, code: 1 };
    else if (!["true", "echo", "date", "printf", ":", "env", "ls", "pwd", "hostname", "perl"].includes(base))
      return FOREVER;
  }
  return steps.length === 0 ? FOREVER : { lasts, code: 0 };
}

/** Whether the words ask for more memory than the container's limit: "--vm-bytes 250M", or a tail of endless zeros. */
function isOverLimit(argv: readonly string[], { resources }: JsonObject): boolean {
  const limits = isObject(resources) && isObject(resources.limits) ? resources.limits : {};
  const limit = limits.memory === undefined ? undefined : readQuantity(String(limits.memory));
  if (limit === undefined) return false;
  const [, wanted] = /--vm-bytes[ =](\d+[KMG]?)/.exec(argv.join(" ")) ?? [];
  if (wanted === undefined) return /\btail \/dev\/zero\b/.test(argv.join(" "));
  return (readQuantity(wanted.replace(/([KMG])$/, "$1i")) ?? 0n) > limit;
}

const FOREVER: Run = { lasts: undefined, code: 0 };
