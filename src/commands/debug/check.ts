import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import type { Json, JsonObject } from "../../core/object.ts";
import { parseYaml } from "../../core/yaml/read.ts";
import { readCustom } from "../../debug/custom.ts";
import { PROFILES, type Profile } from "../../debug/profiles.ts";
import { isImage } from "../../generate/image.ts";
import type { debugFlags } from "./flags.ts";

export type Given = Invocation<typeof debugFlags>;

/** What the words come to when they are possible. */
export interface Checked {
  readonly names: readonly string[];
  /** What stands behind --. */
  readonly command: readonly string[];
  readonly profile: Profile;
  readonly custom: JsonObject | undefined;
  readonly attach: boolean;
}

const LEGACY =
  '--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify other profile, for example "--profile=general".';

/** Refuses impossible words, in kubectl's order and words. */
export async function checkDebug(given: Given): Promise<Checked> {
  const { args, dash, flags, changed, world } = given;
  const profile = PROFILES.find((one) => one === flags.profile);
  if (!profile) throw new CliError(`unknown profile: ${flags.profile}`);
  if (profile === "legacy") world.streams.stderr.write(`${LEGACY}\n`);
  const custom = flags.custom === "" ? undefined : await readProfile(given);
  const names = dash < 0 ? args : args.slice(0, dash);
  const command = dash < 0 ? [] : args.slice(dash);
  if (flags.copyTo === "") checkInPlace(given);
  else checkCopy(given, command);
  checkImages(given, names);
  if (flags.target !== "") {
    if (flags.copyTo !== "") {
      throw new CliError("--target is incompatible with --copy-to. Use --share-processes instead.");
    }
    if (!flags.quiet) world.streams.stdout.write(`${targeting(flags.target)}\n`);
  }
  if (flags.tty && !flags.stdin) {
    throw new CliError("-i/--stdin is required for containers with -t/--tty=true");
  }
  return { names, command, profile, custom, attach: changed.has("attach") ? flags.attach : flags.stdin };
}

const targeting = (container: string): string =>
  `Targeting container ${JSON.stringify(container)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.`;

function checkInPlace({ flags }: Given): void {
  const only = (name: string) => new CliError(`--${name} may only be used with --copy-to.`);
  if (flags.replace) throw only("replace");
  if (flags.sameNode) throw only("same-node");
  if (flags.setImage.size > 0) throw only("set-image");
  if (flags.image === "") throw new CliError("you must specify --image when not using --copy-to.");
}

function checkCopy({ flags }: Given, command: readonly string[]): void {
  if (flags.image !== "") return;
  if (flags.setImage.size === 0 && command.length === 0) {
    throw new CliError("you must specify --image, --set-image or command arguments.");
  }
  if (command.length > 0 && flags.container === "") {
    throw new CliError("you must specify an existing container or a new image when specifying args.");
  }
}

function checkImages({ flags }: Given, names: readonly string[]): void {
  const wrong = (image: string, where = "") =>
    new CliError(`invalid image name ${JSON.stringify(image)}${where}: invalid reference format`);
  if (flags.image !== "" && !isImage(flags.image)) throw wrong(flags.image);
  if (names.length === 0 && flags.filename.length === 0) {
    throw new CliError("NAME or filename is required for debug");
  }
  if (!["", "Always", "IfNotPresent", "Never"].includes(flags.imagePullPolicy)) {
    throw new CliError(`invalid image pull policy: ${flags.imagePullPolicy}`);
  }
  for (const [container, image] of flags.setImage) {
    if (!isImage(image)) throw wrong(image, ` for container ${JSON.stringify(container)}`);
  }
}

async function readProfile({ flags, world }: Given): Promise<JsonObject> {
  const path = flags.custom;
  let text: string;
  try {
    text = readFileSync(isAbsolute(path) ? path : join(world.cwd, path), "utf8");
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file or directory" : String(error);
    throw new CliError(`must pass a container spec json file for custom profile: open ${path}: ${why}`);
  }
  let spec: Json;
  try {
    spec = await parseYaml(text);
  } catch (error) {
    throw new CliError(`${path} does not contain a valid container spec: ${(error as Error).message}`);
  }
  return readCustom(spec);
}
