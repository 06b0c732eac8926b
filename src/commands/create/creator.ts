import { defineCommand, type Invocation } from "../../cli/command.ts";
import { resourcePath } from "../../client/paths.ts";
import { StatusError } from "../../client/status.ts";
import { NoAnswer } from "../../client/unreachable.ts";
import { type DryRun, dryRunFlag, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, type Flags, string } from "../../core/flags.ts";
import { writeJson } from "../../core/json/write.ts";
import { withLastApplied } from "../../core/last-applied.ts";
import type { KubeObject } from "../../core/object.ts";
import { inNamespace } from "../../core/own-namespace.ts";
import { readValidate, validateFlag } from "../../core/validate-flag.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";

/** The flags of every creator. */
export const creatorFlags = {
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  ...validateFlag,
  fieldManager: string("Name under which the server remembers who owns the fields.", { default: "kubectl-create" }),
  saveConfig: bool("Remember the object in an annotation, so that apply can take over later."),
};

type Given<F extends Flags> = Invocation<F & typeof creatorFlags> & {
  readonly name: string;
  /** The words behind `--`. */
  readonly command: readonly string[];
};

/** A creator: words and flags become an object; it may read files and ask the server what it serves. */
export interface Creator<F extends Flags> {
  readonly usage: string;
  readonly about: string;
  readonly examples: string;
  readonly flags: F;
  /** Where the object goes: group, version and plural of its type. */
  readonly resource: {
    readonly group: string;
    readonly version: string;
    readonly plural: string;
    readonly namespaced: boolean;
  };
  /** What kubectl says before the server's reason; without it the server's error stands as it is. */
  readonly failure?: string;
  /** kubectl takes --save-config here, and does nothing with it. */
  readonly ignoresSaveConfig?: boolean;
  build(given: Given<F>): Promise<KubeObject> | KubeObject;
}

/** Makes a create sub-command of a creator: dry runs, printing, --save-config and sending are written once, here. */
export const defineCreator = <F extends Flags>(creator: Creator<F>) =>
  defineCommand({
    usage: creator.usage,
    about: creator.about,
    examples: creator.examples,
    flags: { ...creator.flags, ...creatorFlags },
    async run(given) {
      const { flags, world, cluster, args, dash } = given as Invocation<typeof creatorFlags>;
      const name = exactName(given);
      // A kubeconfig that cannot be used fails dry runs, too; the server comes first, as in kubectl.
      await cluster.server();
      const { name: namespace } = await cluster.namespace();
      const { dryRun, notice } = readDryRun(flags.dryRun);
      if (notice) world.streams.stderr.write(`${notice}\n`);
      const format = flags.output || flags.template ? readFormat(flags, OBJECT_FORMATS) : undefined;
      const validation = readValidate(flags.validate);
      const command = dash >= 0 ? args.slice(dash) : [];
      const built = await creator.build({ ...given, name, command } as never);
      const namespaced = inNamespace(built, creator.resource.namespaced ? given.globals.namespace : "");
      const object = flags.saveConfig && !creator.ignoresSaveConfig ? withLastApplied(namespaced) : namespaced;
      const result =
        dryRun === "client"
          ? object
          : await send(cluster, creator, object, { ...flags, validation, dryRun, namespace });
      if (format) return (await openPrinter({ flags, format, world, keepOrder: true }))(result);
      world.streams.stdout.write(`${nameWithKind(result)} created${dryRunSuffix(dryRun)}\n`);
    },
  });

/** The one NAME of a creator. */
export function exactName({ args, path, dash }: Pick<Invocation<Flags>, "args" | "path" | "dash">): string {
  const count = dash >= 0 ? dash : args.length;
  if (count === 1) return args[0] as string;
  throw new UsageError(
    `exactly one NAME is required, got ${count}`,
    `See '${path.join(" ")} -h' for help and examples`,
  );
}

interface Sending {
  readonly fieldManager: string;
  readonly validation: string;
  readonly dryRun: DryRun;
  readonly namespace: string;
}

async function send(
  cluster: Invocation<Flags>["cluster"],
  { resource, failure }: Pick<Creator<Flags>, "resource" | "failure">,
  object: KubeObject,
  { fieldManager, validation, dryRun, namespace }: Sending,
): Promise<KubeObject> {
  const query = { dryRun: dryRun === "server" ? "All" : undefined, fieldManager, fieldValidation: validation };
  const asked = { verb: "post", group: resource.group, resource: resource.plural };
  try {
    const path = resourcePath({ resource, namespace, query });
    const body = writeJson(object, { sortKeys: false });
    return (await cluster.json({ method: "POST", path, body }, asked)) as KubeObject;
  } catch (error) {
    throw failure === undefined ? error : failed(failure, error);
  }
}

/** The server's reason behind the words that kubectl puts before it. */
export function failed(failure: string, error: unknown): unknown {
  if (!(error instanceof CliError)) return error;
  const reason =
    error instanceof StatusError ? error.detail : error instanceof NoAnswer ? error.full : (error as Error).message;
  return new CliError(`${failure}${reason}`, { cause: error });
}
