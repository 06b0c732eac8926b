import { StatusError } from "../client/status.ts";
import { CliError } from "../core/errors.ts";
import { isObject, type KubeObject } from "../core/object.ts";
import type { Applied, Applying, Wanted } from "./execute.ts";
import { migrate } from "./migrate.ts";
import { MANAGER, type Patching, patchObject } from "./write.ts";

export interface OnServer {
  /** Whether fields of other managers are taken over. */
  readonly force: boolean;
  readonly subresource: string;
}

const CLIENT_SIDE = "kubectl-client-side-apply";

/** Lets the server bring one object to what its manifest says (server-side apply). Throws kubectl's error. */
export async function applyOnServer(applying: Applying, wanted: Wanted, how: OnServer): Promise<Applied> {
  const { object, target } = wanted;
  if (!target.name) throw new CliError("resource name may not be empty");
  const fieldManager = applying.fieldManager === CLIENT_SIDE ? MANAGER : applying.fieldManager;
  const writing = { ...applying, fieldManager };
  const patching: Patching = {
    contentType: "application/apply-patch+yaml",
    body: object,
    force: how.force,
    ...(how.subresource ? { subresource: how.subresource } : {}),
  };
  let applied: KubeObject;
  try {
    applied = await patchObject(applying.cluster, target, patching, writing);
  } catch (error) {
    throw explained(error);
  }
  const migrated = await migrate(writing, { target, object: applied, again: patching });
  if (isObject(migrated.metadata) && migrated.metadata.deletionTimestamp) {
    applying.world.streams.stderr.write(
      `Warning: Detected changes to resource ${target.name} which is currently being deleted.\n`,
    );
  }
  return { words: "serverside-applied", object: migrated };
}

function explained(error: unknown): unknown {
  if (!(error instanceof StatusError)) return error;
  if (error.code === 415) {
    const words = "Server-side apply not available on the server: (hint: try without --server-side)";
    return new CliError(words, { cause: error });
  }
  return error.reason === "Conflict" ? new CliError(error.detail + ADVICE, { cause: error }) : error;
}

const ADVICE = `
Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts`;
