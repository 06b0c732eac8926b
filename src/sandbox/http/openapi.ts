import { ApiError } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import { openApiDocuments } from "../schema/documents.ts";
import { type ApiAnswer, jsonAnswer } from "./message.ts";

/** Answers /openapi/v3 and the documents below it. */
export async function answerOpenApi(machine: Machine, path: string): Promise<ApiAnswer> {
  const documents = await openApiDocuments(machine);
  const wanted = path.replace(/^\/openapi\/v3\/?/, "");
  if (wanted === "") {
    const paths = Object.fromEntries(
      [...documents.keys()].map((name) => [name, { serverRelativeURL: `/openapi/v3/${name}` }]),
    );
    return jsonAnswer(200, JSON.stringify({ paths }));
  }
  const document = documents.get(wanted);
  if (document === undefined) throw new ApiError(404, "NotFound", "404 page not found", {});
  return jsonAnswer(200, JSON.stringify(document));
}
