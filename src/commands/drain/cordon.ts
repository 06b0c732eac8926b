import { cordonCommand } from "./cordon-command.ts";

export default cordonCommand(false, {
  about: "Keep new pods away from nodes; pods that are there stay.",
  examples: `
# One node; all with a label
{program} cordon foo
{program} cordon -l pool=old`,
});
