import { badRequest, invalid } from "../api/error.ts";
import type { Writing } from "../api/machine.ts";
import { type FieldError, forbiddenField, required, unsupported } from "../rules/field-error.ts";
import type { ApiRequest } from "./message.ts";

const OPTIONS: Readonly<Record<string, string>> = {
  POST: "CreateOptions",
  PUT: "UpdateOptions",
  PATCH: "PatchOptions",
  DELETE: "DeleteOptions",
};

const VALIDATIONS = ["", "Ignore", "Strict", "Warn"];

/** What every write's query may say; throws the 422 of values that do not exist. */
export function writingOf(request: ApiRequest): Writing {
  const { query, method, contentType } = request;
  const dryRuns = query.getAll("dryRun").filter((one) => one !== "");
  const isApply = contentType.startsWith("application/apply-patch");
  const errors: FieldError[] = [];
  if (dryRuns.some((one) => one !== "All")) errors.push(unsupported("dryRun", dryRuns, ["All"]));
  const validation = query.get("fieldValidation") ?? "";
  if (!VALIDATIONS.includes(validation)) errors.push(unsupported("fieldValidation", validation, VALIDATIONS));
  if (method === "PATCH") errors.push(...patchErrors(query, isApply));
  if (errors.length > 0) throw invalid({ group: "meta.k8s.io", kind: OPTIONS[method] ?? "" }, "", errors);
  if ((query.get("fieldManager") ?? "").length > 128) throw badRequest("fieldManager: Too long");
  return { dryRun: dryRuns.length > 0 };
}

function patchErrors(query: URLSearchParams, isApply: boolean): FieldError[] {
  if (isApply) return query.get("fieldManager") ? [] : [required("fieldManager", "is required for apply patch")];
  return query.has("force") ? [forbiddenField("force", "may not be specified for non-apply patch")] : [];
}
