import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";
import type { World } from "../../core/world.ts";
import { requireName } from "../../generate/required-name.ts";
import { secret } from "../../generate/secret.ts";
import { pairProblem } from "../../kubeconfig/auth/key-pair.ts";
import { reason } from "../../resources/reason.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME --cert=path/to/cert/file --key=path/to/key/file [--dry-run=server|client|none]",
  about: `Create a secret with a certificate and its key, both in PEM form.

The two have to belong together.`,
  examples: `
# A certificate and its key
{program} create secret tls web --cert=path/to/tls.crt --key=path/to/tls.key`,
  resource: { group: "", version: "v1", plural: "secrets", namespaced: true },
  failure: "failed to create secret ",
  flags: {
    appendHash: bool("Append a hash of the contents to the name."),
    cert: string("File with the certificate."),
    key: string("File with the key that belongs to it."),
  },
  build({ name, flags, world }) {
    if (flags.cert === "" || flags.key === "") throw new CliError("key and cert must be specified");
    const [cert, key] = [readPem(flags.cert, world), readPem(flags.key, world)];
    const problem = pairProblem(cert, key);
    if (problem) throw new CliError(problem);
    requireName(name);
    const entries = [
      { key: "tls.crt", content: cert },
      { key: "tls.key", content: key },
    ];
    return secret({ name, type: "kubernetes.io/tls", entries, appendHash: flags.appendHash });
  },
});

function readPem(path: string, world: World): Buffer {
  try {
    return readFileSync(resolve(world.cwd, path));
  } catch (error) {
    throw new CliError(`Cannot read file ${path}, open ${path}: ${reason(error)}`, { cause: error });
  }
}
