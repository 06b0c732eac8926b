import { eventLines } from "../events.ts";
import { parts, text } from "../fields.ts";
import { headLines } from "../head.ts";
import { listed } from "../lists.ts";
import type { Describer } from "../surroundings.ts";

export const describe: Describer = async (account, around) => {
  const names = parts(account, "imagePullSecrets").map(({ name }) => text(name));
  return [...headLines(account), ...listed("Image pull secrets:\t", names), ...(await eventLines(account, around))];
};
