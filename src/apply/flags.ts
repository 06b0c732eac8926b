import { cascadeFlag } from "../core/cascade.ts";
import { bool, duration, int } from "../core/flags.ts";

/** How objects are deleted that --force or --prune take away. */
export const deletingFlags = {
  ...cascadeFlag,
  force: bool("Delete and create anew what cannot be changed in place; pods may be down meanwhile."),
  gracePeriod: int("Seconds that a deleted object gets to end; below 0 its own setting holds.", { default: -1 }),
  timeout: duration("How long --force waits for an object to be gone; 0 looks once."),
  wait: bool("Wait for deleted objects to be gone."),
};
