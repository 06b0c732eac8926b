import type { Controller } from "./controller.ts";

/** Every loop that runs in the cluster. */
export const controllers: readonly Controller[] = [];
