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

const EMPTY = { swagger: "2.0", info: { title: "Kubernetes", version: "v1.36.3" }, paths: {}, definitions: {} };

/** /openapi/v2 describes nothing: clients that ask it after /openapi/v3 learn that there is no more. */
export const answerOldOpenApi = (accept: string): ApiAnswer =>
  accept.includes("protobuf")
    ? { status: 200, contentType: "application/com.github.proto-openapi.spec.v2.v1.0+protobuf", body: "" }
    : jsonAnswer(200, JSON.stringify(EMPTY));
