import { defineCommand, type Invocation } from "../../cli/command.ts";
import { StatusError } from "../../client/status.ts";
import { CliError } from "../../core/errors.ts";
import { bool } from "../../core/flags.ts";
import { writeJson } from "../../core/json/write.ts";
import { apiVersionOf, type KubeObject, kindOf } from "../../core/object.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { nameWithKind } from "../../printers/name.ts";
import { openPrinter, type Printer, readFormat } from "../../printers/printer.ts";
import { throwTogether } from "../../resources/failures.ts";
import { checkFileFlags, hasFiles } from "../../resources/files.ts";
import { fileFlags } from "../../resources/flags.ts";
import { type Failure, type Item, itemPath, selectObjects } from "../../resources/objects.ts";
import { selectionScope } from "../../resources/selection.ts";
import { type Decision, decide } from "./condition.ts";

const flags = {
  ...fileFlags("File, folder or URL with manifests of the requests; - is standard input."),
  ...printFlags(OBJECT_FORMATS),
  force: bool("Write the decision even when the request has it already."),
};

type Given = Invocation<typeof flags>;

/** The command of a decision about certificate signing requests. */
export const decision = ({ about, examples, ...made }: Decision & { about: string; examples: string }) =>
  defineCommand({
    usage: "(-f FILENAME | NAME)",
    about,
    examples,
    flags,
    check({ args, flags }) {
      if (flags.output || flags.template) readFormat(flags, OBJECT_FORMATS);
      if (args.length === 0 && !hasFiles(flags)) {
        throw new CliError("one or more CSRs must be specified as <name> or -f <filename>");
      }
      checkFileFlags(flags);
    },
    run: (given) => decideAll(given, made),
    async complete({ cluster, args }, word) {
      const { completeTypeAndName } = await import("../../resources/complete.ts");
      return await completeTypeAndName(cluster, [TYPE, ...args], word);
    },
  });

const TYPE = "certificatesigningrequests";

async function decideAll(given: Given, made: Decision): Promise<void> {
  const { args, flags, cluster, world } = given;
  if (args.includes("")) throw new CliError("resource name may not be empty");
  const named = args.map((arg) => (arg.includes("/") ? arg : `${TYPE}/${arg}`));
  // Without a namespace, as kubectl: requests have none.
  const scope = await selectionScope(cluster, { allNamespaces: true });
  const selecting = { ...scope, args: named, files: flags, chunkSize: 500 };
  const { entries } = await selectObjects(cluster, selecting, world).catch((error) => Promise.reject(placeless(error)));
  const print = await openPrint(given, made.type === "Approved" ? "approved" : "denied");
  const failures: unknown[] = [];
  for (const entry of entries) {
    // What was named fails in its turn, what stands in files afterwards.
    if ("error" in entry && hasFiles(flags)) continue;
    try {
      if ("error" in entry) throw entry.error;
      await store(given, entry, made);
      // As kubectl: the object is printed as it was found.
      print(entry.object);
    } catch (error) {
      failures.push(error);
    }
  }
  throwTogether(
    failures,
    entries.filter((entry): entry is Failure => "error" in entry && hasFiles(flags)),
  );
}

async function openPrint({ flags, world }: Given, done: string): Promise<Printer> {
  if (!flags.output && !flags.template) {
    return (object) => world.streams.stdout.write(`${nameWithKind(object)} ${done}\n`);
  }
  return await openPrinter({ flags, format: readFormat(flags, OBJECT_FORMATS), world });
}

const ATTEMPTS = 10;

/** Writes the decision; when somebody else changed the request meanwhile, it is looked at again. */
async function store(given: Given, item: Item, made: Decision): Promise<void> {
  const { cluster, flags, world } = given;
  const { group, plural } = item.resource;
  if (plural !== TYPE || group !== "certificates.k8s.io") throw wrongKind(item.object);
  const asked = { verb: "get", group, resource: plural, name: item.name };
  for (let attempt = 1; ; attempt++) {
    const current = attempt === 1 ? item.object : ((await cluster.json({ path: itemPath(item) }, asked)) as KubeObject);
    const now = `${new Date(world.now()).toISOString().slice(0, 19)}Z`;
    const decided = decide(current, made, now, "kubectl");
    if (decided === current && !flags.force) return;
    const request = { method: "PUT", path: itemPath(item, {}, "approval"), body: writeJson(decided) } as const;
    try {
      await cluster.json(request, { ...asked, verb: "put" });
      return;
    } catch (error) {
      if (!(error instanceof StatusError) || error.reason !== "Conflict" || attempt >= ATTEMPTS) throw error;
    }
  }
}

/** The error for a named object of a type with namespaces. */
const placeless = (error: unknown): unknown =>
  error instanceof CliError && error.message === "a resource cannot be retrieved by name across all namespaces"
    ? new CliError("namespace may not be empty when retrieving a resource by name", { cause: error })
    : error;

function wrongKind(object: KubeObject): CliError {
  const [group] = apiVersionOf(object).includes("/") ? apiVersionOf(object).split("/") : [""];
  const kind = group ? `${kindOf(object)}.${group}` : kindOf(object);
  return new CliError(`can only handle CertificateSigningRequest.certificates.k8s.io objects, got ${kind}`);
}
