import { defineCommand } from "../../cli/command.ts";
import { resourcePath } from "../../client/paths.ts";
import { CliError } from "../../core/errors.ts";
import { duration, string, stringArray } from "../../core/flags.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type KubeObject } from "../../core/object.ts";
import { tokenRequest } from "../../generate/token-request.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";
import { exactName, failed } from "./creator.ts";

const ACCOUNTS = { group: "", version: "v1", plural: "serviceaccounts", namespaced: true };

export default defineCommand({
  usage: "SERVICE_ACCOUNT_NAME",
  about: "Ask the server for a token of a service account, and print it.",
  examples: `
# A token; one for ten minutes; one for another audience
{program} create token builder
{program} create token builder --duration 10m
{program} create token builder --audience https://example.com

# A token that ends with a pod
{program} create token builder --bound-object-kind Pod --bound-object-name web`,
  flags: {
    ...printFlags(OBJECT_FORMATS),
    audience: stringArray("Whom the token is for; may be repeated. Without it, the API server."),
    boundObjectKind: string("Kind of an object that the token ends with: Node, Pod or Secret."),
    boundObjectName: string("Name of that object."),
    boundObjectUid: string("Its UID; without it, whatever has the name when the token is made."),
    duration: duration("How long the token is to last; the server may choose another time."),
  },
  async run(given) {
    const { flags, cluster, world } = given;
    const name = exactName(given);
    const { name: namespace } = await cluster.namespace();
    await cluster.server();
    const format = flags.output || flags.template ? readFormat(flags, OBJECT_FORMATS) : undefined;
    const request = tokenRequest(name, flags);
    const answer = await send();
    if (format) return (await openPrinter({ flags, format, world, keepOrder: true }))(answer);
    const status = isObject(answer.status) ? answer.status : {};
    if (!status.token) throw new CliError("failed to create token: no token in server response");
    // As kubectl: in a pipe or file the token stands alone.
    world.streams.stdout.write(`${status.token}${world.streams.stdout.isTerminal ? "\n" : ""}`);

    async function send(): Promise<KubeObject> {
      try {
        const path = resourcePath({ resource: ACCOUNTS, namespace, name, subresource: "token" });
        const body = writeJson(request, { sortKeys: false });
        const asked = { verb: "post", resource: "serviceaccounts", name };
        return (await cluster.json({ method: "POST", path, body }, asked)) as KubeObject;
      } catch (error) {
        throw failed("failed to create token: ", error);
      }
    }
  },
});
