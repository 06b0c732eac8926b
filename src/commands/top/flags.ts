import { CliError } from "../../core/errors.ts";
import { bool, string } from "../../core/flags.ts";

const ORDERS = ["cpu", "memory"];

/** The flags that `top pod` and `top node` share. */
export const topFlags = (what: string) => ({
  noHeaders: bool("Leave out the line of headers."),
  showSwap: bool("Add columns for swap."),
  sortBy: string(`The order of ${what}: cpu or memory, the largest first.`, { complete: ORDERS }),
  useProtocolBuffers: bool("Taken for kubectl's sake; nothing changes.", { default: true }),
});

export function checkSortBy(order: string): void {
  if (order && !ORDERS.includes(order)) throw new CliError("--sort-by accepts only cpu or memory");
}
