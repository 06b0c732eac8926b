import type { Streaming } from "./upgrade.ts";

/** What streams, by PLURAL/SUBRESOURCE. */
export const STREAMS: Readonly<Record<string, () => Promise<Streaming>>> = {
  "pods/attach": async () => (await import("../streams/attach.ts")).attach,
  "pods/exec": async () => (await import("../streams/exec.ts")).exec,
  "pods/portforward": async () => (await import("../streams/port-forward.ts")).portForward,
};
