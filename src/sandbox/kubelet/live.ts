import type { JsonObject } from "../../core/object.ts";
import { textsOf } from "../controllers/owned.ts";
import { programOf } from "../shell/run.ts";
import { runOf } from "./program.ts";

const SHELL_IMAGES = /(^|\/)(busybox|alpine|debian|ubuntu|bash|fedora|centos)(:|@|$)/;

/**
 * What a container with an open standard input runs for those who attach to it: its command where the shell knows it,
 * a shell where its image is one, and else something that says what it hears. Undefined for containers that are played.
 */
export function liveProgram(container: JsonObject): readonly string[] | undefined {
  if (container.stdin !== true || runOf(container).lasts !== undefined) return undefined;
  const argv = [...textsOf(container.command), ...textsOf(container.args)];
  if (argv.length === 0) return SHELL_IMAGES.test(String(container.image)) ? ["sh"] : ["cat"];
  return programOf(argv[0] as string) ? argv : ["cat"];
}
