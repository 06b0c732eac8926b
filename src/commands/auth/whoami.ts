import { defineCommand } from "../../cli/command.ts";
import type { Cluster } from "../../client/cluster.ts";
import { isNotFound } from "../../client/status.ts";
import { alignColumns } from "../../core/columns.ts";
import { CliError } from "../../core/errors.ts";
import { writeJson } from "../../core/json/write.ts";
import { isObject, type Json, type JsonObject } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";
import { OBJECT_FORMATS, printFlags } from "../../printers/flags.ts";
import { openPrinter, readFormat } from "../../printers/printer.ts";

export default defineCommand({
  usage: "",
  about: "Show who the server takes you for: user name, UID, groups and what else it learned when you logged in.",
  examples: `
# Who am I?
{program} auth whoami

# The same in JSON; as somebody else
{program} auth whoami -o json
{program} auth whoami --as=jane --as-group=developers`,
  flags: printFlags(OBJECT_FORMATS),
  check({ flags }) {
    if (flags.output) readFormat(flags, OBJECT_FORMATS);
  },
  async run({ flags, cluster, world }) {
    const review = await whoAmI(cluster);
    if (flags.output) {
      const format = readFormat(flags, OBJECT_FORMATS);
      return (await openPrinter({ flags, format, world, keepOrder: true }))(review);
    }
    const status = isObject(review.status) ? review.status : {};
    const rows = attributes(isObject(status.userInfo) ? status.userInfo : {});
    const shown = rows.map((row) => row.map(escapeControls));
    world.streams.stdout.write(alignColumns([["ATTRIBUTE", "VALUE"], ...shown]));
  },
});

const VERSIONS = ["v1", "v1beta1", "v1alpha1"];

async function whoAmI(cluster: Cluster): Promise<JsonObject> {
  const group = "authentication.k8s.io";
  const asked = { verb: "post", group, resource: "selfsubjectreviews" };
  for (const version of VERSIONS) {
    const body = writeJson({ kind: "SelfSubjectReview", apiVersion: `${group}/${version}`, metadata: {}, status: {} });
    const path = `/apis/${group}/${version}/selfsubjectreviews`;
    try {
      return (await cluster.json({ method: "POST", path, body }, asked)) as JsonObject;
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  throw new CliError("the selfsubjectreviews API is not enabled in the cluster");
}

const listText = (value: Json | undefined): string => `[${Array.isArray(value) ? value.join(" ") : ""}]`;

function attributes({ username, uid, groups, extra }: JsonObject): string[][] {
  const more = isObject(extra) ? Object.entries(extra).sort(([a], [b]) => (a < b ? -1 : 1)) : [];
  return [
    ...(username ? [["Username", String(username)]] : []),
    ...(uid ? [["UID", String(uid)]] : []),
    ...(Array.isArray(groups) && groups.length > 0 ? [["Groups", listText(groups)]] : []),
    ...more.map(([key, value]) => [`Extra: ${key}`, listText(value)]),
  ];
}
