import { changeCommand } from "./change.ts";

export default changeCommand("restart", {
  about: `Replace the pods of deployments, daemon sets and stateful sets, one after another as in any rollout.

Their templates get an annotation with the time; a paused deployment is refused.`,
  examples: `
# One workload; all deployments of a namespace; those with a label
{program} rollout restart daemonset/agent
{program} rollout restart deployment -n shop
{program} rollout restart deployment --selector=app=web`,
});
