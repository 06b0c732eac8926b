import { LISTING_HEAD, listing } from "../../access/listing.ts";
import { readRules } from "../../access/rule.ts";
import type { Cluster } from "../../client/cluster.ts";
import { ColumnWidths } from "../../core/columns.ts";
import { isObject } from "../../core/object.ts";
import { escapeControls } from "../../core/terminal.ts";
import type { World } from "../../core/world.ts";
import { sendReview } from "./review.ts";

/** Prints all that one may do in the namespace, a row for each resource or path. */
export async function listAccess({ flags, cluster, world }: Asking): Promise<number> {
  await cluster.server();
  const { name: namespace } = await cluster.namespace();
  const answer = await sendReview(cluster, "SelfSubjectRulesReview", { namespace });
  const status = isObject(answer.status) ? answer.status : {};
  if (status.incomplete) {
    world.streams.stderr.write(
      `warning: the list may be incomplete: ${escapeControls(String(status.evaluationError ?? ""))}\n`,
    );
  }
  const rules = [...readRules(status.resourceRules), ...readRules(status.nonResourceRules)];
  const rows = listing(rules).map((row) => row.map(escapeControls));
  const shown = flags.noHeaders ? rows : [LISTING_HEAD, ...rows];
  const widths = new ColumnWidths();
  widths.measure(shown);
  world.streams.stdout.write(shown.map((row) => widths.line(row)).join(""));
  return 0;
}

interface Asking {
  readonly flags: { readonly noHeaders: boolean };
  readonly cluster: Cluster;
  readonly world: World;
}
