import { defineCommand, type Invocation } from "../../cli/command.ts";
import { resourcePath } from "../../client/paths.ts";
import { StatusError } from "../../client/status.ts";
import { NoAnswer } from "../../client/unreachable.ts";
import { type DryRun, dryRunFlag, dryRunSuffix, readDryRun } from "../../core/dry-run.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, type Flags, optional, string } from "../../core/flags.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type JsonObject, type KubeObject, kindOf } from "../../core/object.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";

/** The flags of every creator. */
export const creatorFlags = {
  ...printFlags(OBJECT_FORMATS),
  ...dryRunFlag,
  fieldManager: string("Name under which the server remembers who owns the fields.", { default: "kubectl-create" }),
  saveConfig: bool("Remember the object in an annotation, so that apply can take over later."),
  validate: optional("How to treat unknown and doubled fields: strict (or true), warn, ignore (or false).", {
    default: "strict",
    bare: "strict",
  }),
};

/** A creator: words and flags become an object, without any I/O but reading named files. */
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
  build(given: Invocation<F & typeof creatorFlags>): Promise<KubeObject>;
}

/** Makes a create sub-command of a creator: dry runs, printing, --save-config and sending are written once, here. */
export const defineCreator = <F extends Flags>(creator: Creator<F>) =>
  defineCommand({
    usage: creator.usage,
    about: creator.about,
    examples: creator.examples,
    flags: { ...creator.flags, ...creatorFlags },
    async run(given) {
      const { flags, world, cluster } = given as Invocation<typeof creatorFlags>;
      const built = await creator.build(given as never);
      const { dryRun, notice } = readDryRun(flags.dryRun);
      if (notice) world.streams.stderr.write(`${notice}\n`);
      const validation = readValidate(flags.validate);
      // A kubeconfig that cannot be used fails dry runs, too.
      const { name: namespace } = await cluster.namespace();
      const namespaced = inNamespace(built, creator.resource.namespaced ? given.globals.namespace : "");
      const object = flags.saveConfig ? withLastApplied(namespaced) : namespaced;
      const format = flags.output || flags.template ? readFormat(flags, OBJECT_FORMATS) : undefined;
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

const VALIDATIONS: Readonly<Record<string, string>> = {
  strict: "Strict",
  true: "Strict",
  warn: "Warn",
  ignore: "Ignore",
  false: "Ignore",
};

function readValidate(text: string): string {
  const known = VALIDATIONS[text];
  if (known) return known;
  throw new CliError(
    `invalid - validate option ${JSON.stringify(text)}; must be one of: strict (or true), warn, ignore (or false)`,
  );
}

/** As kubectl: the object names its namespace only when -n was given. */
function inNamespace(object: KubeObject, namespace: string): KubeObject {
  if (!namespace || !isObject(object.metadata)) return object;
  const { name, ...rest } = object.metadata as JsonObject & { name: string };
  return { ...object, metadata: { name, namespace, ...rest } };
}

function withLastApplied(object: KubeObject): KubeObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const annotations = isObject(metadata.annotations) ? metadata.annotations : {};
  const text = `${writeJson(object, { sortKeys: false })}\n`;
  const key = "kubectl.kubernetes.io/last-applied-configuration";
  return { ...object, metadata: { ...metadata, annotations: { ...annotations, [key]: text } } };
}

interface Sending {
  readonly fieldManager: string;
  readonly validation: string;
  readonly dryRun: DryRun;
  readonly namespace: string;
}

async function send(
  cluster: Invocation<Flags>["cluster"],
  { resource }: Pick<Creator<Flags>, "resource">,
  object: KubeObject,
  { fieldManager, validation, dryRun, namespace }: Sending,
): Promise<KubeObject> {
  const query = { dryRun: dryRun === "server" ? "All" : undefined, fieldManager, fieldValidation: validation };
  const kind = kindOf(object).toLowerCase();
  let path = "";
  try {
    path = resourcePath({ resource, namespace, query });
  } catch (error) {
    throw new CliError(`failed to create ${kind}: ${(error as Error).message}`, { cause: error });
  }
  try {
    const asked = { verb: "post", group: resource.group, resource: resource.plural };
    return (await cluster.json(
      { method: "POST", path, body: writeJson(object, { sortKeys: false }) },
      asked,
    )) as KubeObject;
  } catch (error) {
    if (error instanceof StatusError) throw new CliError(`failed to create ${kind}: ${error.detail}`, { cause: error });
    if (error instanceof NoAnswer) throw new CliError(`failed to create ${kind}: ${error.full}`, { cause: error });
    throw error;
  }
}
