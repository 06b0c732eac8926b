import { string } from "../../core/flags.ts";
import { disruptionBudget } from "../../generate/disruption-budget.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME --selector=SELECTOR --min-available=N [--dry-run=server|client|none]",
  about: "Create a pod disruption budget: how many of the selected pods have to stay when nodes are drained.",
  examples: `
# One pod at least has to run
{program} create poddisruptionbudget web --selector=app=web --min-available=1

# Half of them may be away
{program} create pdb web --selector=app=web --max-unavailable=50%`,
  resource: { group: "policy", version: "v1", plural: "poddisruptionbudgets", namespaced: true },
  failure: "failed to create poddisruptionbudgets: ",
  flags: {
    maxUnavailable: string("The most pods, a number or a percentage, that may be away at once."),
    minAvailable: string("The fewest pods, a number or a percentage, that have to be there."),
    selector: string("Label selector of the pods; only what a manifest can say ('=', in, notin, existence)."),
  },
  build: ({ name, flags }) => disruptionBudget({ name, ...flags }),
});
