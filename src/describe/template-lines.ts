import type { JsonObject } from "../core/object.ts";
import { podTemplateText } from "./pod-template.ts";

/** The lines about a pod template, or that there is none. */
export const templateLines = (template: JsonObject | undefined): string[] =>
  template === undefined ? ["Pod Template:", "  <unset>"] : podTemplateText(template).replace(/\n$/, "").split("\n");
