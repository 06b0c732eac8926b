import { part, sorted, text } from "../fields.ts";
import { headLines } from "../head.ts";
import type { Describer } from "../surroundings.ts";

/** The only value that is shown: kubectl's users copy it from here. */
const isShown = (type: string, key: string): boolean =>
  key === "token" && type === "kubernetes.io/service-account-token";

/** Secrets have no events. */
export const describe: Describer = (secret) => [
  ...headLines(secret),
  "",
  `Type:\t${text(secret.type)}`,
  "",
  "Data",
  "====",
  ...sorted(part(secret, "data")).map(([key, value]) => {
    const bytes = Buffer.from(value, "base64");
    return `${key}:\t${isShown(text(secret.type), key) ? bytes.toString() : `${bytes.length} bytes`}`;
  }),
];
