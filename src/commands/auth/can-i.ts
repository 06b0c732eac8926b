import { isKnownVerb } from "../../access/verbs.ts";
import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError, UsageError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import { isObject, type JsonObject } from "../../core/object.ts";
import { allNamespacesFlag } from "../../resources/flags.ts";
import { sendReview } from "./review.ts";

const flags = {
  ...allNamespacesFlag,
  list: bool("List what you may do in the namespace."),
  noHeaders: bool("With --list: leave out the line of headers."),
  quiet: bool("Print no answer; the exit code tells it.", { shorthand: "q" }),
  subresource: string("Ask about this part of the resource: log, scale, status, …"),
};

type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
  about: `Ask the server whether something is allowed: "yes", or "no" and exit code 1.

VERB is a verb of the API such as get, list, watch, create, delete, or of HTTP for a path that is no resource. With --as you
ask for somebody else.`,
  examples: `
# May I create pods in any namespace? And list deployments in this one?
{program} auth can-i create pods --all-namespaces
{program} auth can-i list deployments.apps

# May this service account read the log of one pod?
{program} auth can-i get pods/web --subresource=log --as=system:serviceaccount:dev:builder

# May I read a path that is no resource?
{program} auth can-i get /logs/

# In a script: the exit code alone
{program} auth can-i delete nodes -q || echo no

# All that I may do in a namespace
{program} auth can-i --list --namespace=dev`,
  flags,
  check({ args, flags, path }) {
    if (flags.list) {
      if (args.length > 0) throw new CliError("list option must be specified with no arguments");
      if (flags.quiet || flags.allNamespaces || flags.subresource) {
        throw new CliError("list option can't be specified with neither quiet, all-namespaces nor subresource options");
      }
      return;
    }
    if (args.length !== 2) {
      throw new UsageError(
        "you must specify two arguments: verb resource or verb resource/resourceName.",
        `See '${path.join(" ")} -h' for help and examples.`,
      );
    }
    if (flags.noHeaders) throw new CliError("--no-headers cannot be set without --list specified");
    if (isPath(args) && flags.subresource) throw new CliError("--subresource can not be used with NonResourceURL");
  },
  async run(given) {
    if (given.flags.list) {
      const { listAccess } = await import("./list-access.ts");
      return await listAccess(given);
    }
    return await askAccess(given);
  },
  async complete({ cluster, args }, word) {
    if (args.length === 0) {
      return { words: VERBS.filter((verb) => verb.startsWith(word)), directive: 4 };
    }
    const { completeTypeAndName } = await import("../../resources/complete.ts");
    return await completeTypeAndName(cluster, args.slice(1), word);
  },
});

const VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

const isPath = ([, what = ""]: readonly string[]): boolean => what.startsWith("/");

async function askAccess(given: Given): Promise<number> {
  const { flags, cluster, world } = given;
  const answer = await sendReview(cluster, "SelfSubjectAccessReview", await wanted(given));
  const status = isObject(answer.status) ? answer.status : {};
  if (!flags.quiet) world.streams.stdout.write(`${answerText(status)}\n`);
  return status.allowed ? 0 : 1;
}

async function wanted(given: Given): Promise<JsonObject> {
  const { args, flags, cluster } = given;
  const [verb = "", what = ""] = args;
  const warn = (text: string) => given.world.streams.stderr.write(`Warning: ${text}\n\n`);
  // The server is looked for before the namespace: which error comes first depends on it.
  await cluster.server();
  const { name: namespace } = await cluster.namespace();
  if (isPath(args)) {
    if (!isKnownVerb(verb, true)) warn(`verb '${verb}' is not a known verb`);
    return { nonResourceAttributes: { path: what, verb } };
  }
  const { typeOfWord } = await import("./type-of-word.ts");
  const slash = what.indexOf("/");
  const word = slash < 0 ? what : what.slice(0, slash);
  const { group, resource, problem } = await typeOfWord(cluster, word, !flags.allNamespaces);
  if (problem) warn(problem);
  if (!isKnownVerb(verb, false)) warn(`verb '${verb}' is not a known verb`);
  return {
    resourceAttributes: {
      ...(flags.allNamespaces ? {} : { namespace }),
      verb,
      group,
      resource,
      subresource: flags.subresource,
      name: slash < 0 ? "" : what.slice(slash + 1),
    },
  };
}

function answerText({ allowed, reason, evaluationError }: JsonObject): string {
  if (allowed) return "yes";
  return ["no", reason, evaluationError].filter((part) => part).join(" - ");
}
