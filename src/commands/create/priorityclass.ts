import { bool, int32, string } from "../../core/flags.ts";
import { priorityClass } from "../../generate/priority-class.ts";
import { defineCreator } from "./creator.ts";

export default defineCreator({
  usage: "NAME --value=VALUE --global-default=BOOL [--dry-run=server|client|none]",
  about: "Create a priority class: a name for how important pods are when nodes are full.",
  examples: `
# A class; the class of all pods that name none
{program} create priorityclass high --value=1000 --description="must run"
{program} create priorityclass normal --value=1000 --global-default=true

# A class whose pods wait instead of pushing others out
{program} create priorityclass patient --value=1000 --preemption-policy="Never"`,
  resource: { group: "scheduling.k8s.io", version: "v1", plural: "priorityclasses", namespaced: false },
  failure: "failed to create priorityclass: ",
  flags: {
    description: string("What the class is for."),
    globalDefault: bool("Pods that name no class get this one."),
    preemptionPolicy: string("Whether its pods push out less important ones.", { default: "PreemptLowerPriority" }),
    value: int32("The priority; higher is more important."),
  },
  build: ({ name, flags }) => priorityClass({ ...flags, name, isDefault: flags.globalDefault }),
});
