import { defineCommand, type Invocation } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";

const FORMATS = ["plaintext", "plaintext-openapiv2"];

const flags = {
  apiVersion: string("Explain the type as it is in this group and version (apps/v1)."),
  output: string("How it is written: plaintext, or plaintext-openapiv2 as before kubectl 1.27.", {
    shorthand: "o",
    default: "plaintext",
    complete: FORMATS,
  }),
  recursive: bool("Show the fields of fields, to the end, without their descriptions.", { shorthand: "R" }),
};

export type Given = Invocation<typeof flags>;

export default defineCommand({
  usage: "TYPE [--recursive=FALSE|TRUE] [--api-version=api-version-group] [-o|--output=plaintext|plaintext-openapiv2]",
  about: `Explain the fields of a type, in the words of the server it comes from: TYPE, or TYPE.FIELD.FIELD for a field inside.

What is explained is what this server knows, custom types included.`,
  examples: `
# A type, and all of its fields at a glance
{program} explain pods
{program} explain pods --recursive

# A field inside
{program} explain pods.spec.containers

# Another version of a type; the format of older versions
{program} explain deployments --api-version=apps/v1
{program} explain deployment --output=plaintext-openapiv2`,
  flags,
  check({ args, path }) {
    if (args.length === 0) {
      throw new CliError(
        `You must specify the type of resource to explain. Use "${path[0]} api-resources" for a complete list of supported resources.`,
      );
    }
    if (args.length > 1) throw new CliError("We accept only this format: explain RESOURCE");
  },
  async run(given) {
    const { explain } = await import("./run.ts");
    await explain(given);
  },
  async complete(given, word) {
    const { completeFields } = await import("./complete.ts");
    return await completeFields(given, word);
  },
});
