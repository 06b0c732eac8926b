import type { Entry } from "../../cli/command.ts";

/** The commands under `set`, in kubectl's order. */
export const commands: Readonly<Record<string, Entry>> = {
  env: { summary: "Set, remove or list environment variables", load: () => import("./env.ts") },
  image: { summary: "Set the images of containers", load: () => import("./image.ts") },
  resources: { summary: "Set what containers may and will use", load: () => import("./resources.ts") },
  selector: { summary: "Set the selector of a service", load: () => import("./selector.ts") },
  serviceaccount: {
    summary: "Set the account that pods run under",
    aliases: ["sa"],
    load: () => import("./serviceaccount.ts"),
  },
  subject: { summary: "Name users, groups and accounts in a role binding", load: () => import("./subject.ts") },
};
