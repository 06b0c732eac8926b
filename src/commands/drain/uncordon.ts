import { cordonCommand } from "./cordon-command.ts";

export default cordonCommand(true, {
  about: "Let new pods onto nodes again.",
  examples: `
# One node; all with a label
{program} uncordon foo
{program} uncordon -l pool=old`,
});
