import { defineCommand } from "../../cli/command.ts";
import { CliError } from "../../core/errors.ts";
import { bool } from "../../core/flags.ts";
import { openForEdit } from "../../kubeconfig/edit.ts";
import { setProperty } from "../../kubeconfig/property.ts";
import { exactly } from "./words.ts";

export default defineCommand({
  usage: "PROPERTY_NAME PROPERTY_VALUE",
  about: `Set one value by its path, such as clusters.NAME.server, contexts.NAME.namespace or current-context.

Names may hold dots. Certificate and key data are given in base64, or as they are with --set-raw-bytes.`,
  examples: `
# The server of a cluster; the namespace of a context
{program} config set clusters.my-cluster.server https://1.2.3.4
{program} config set contexts.my-context.namespace shop

# A certificate authority
{program} config set clusters.my-cluster.certificate-authority-data "$(base64 -w0 ca.crt)"
{program} config set clusters.my-cluster.certificate-authority-data "$(cat ca.crt)" --set-raw-bytes=true`,
  flags: { setRawBytes: bool("Take the value of a data field as its bytes, not as base64.") },
  async run(given) {
    exactly(2, given);
    const { args, world, globals, flags } = given;
    const [path, value] = args as [string, string];
    if (value === "") throw new CliError("you cannot use set to unset a property");
    if (path === "") throw new CliError("you must specify a property");
    const editing = await openForEdit(globals.kubeconfig, world);
    setProperty(editing.config, path, value, flags.setRawBytes);
    await editing.save();
    world.streams.stdout.write(`Property ${JSON.stringify(path)} set.\n`);
  },
});
