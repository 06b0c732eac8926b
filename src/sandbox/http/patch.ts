import type { JsonObject, KubeObject } from "../../core/object.ts";
import { ApiError, unsupportedMethod } from "../api/error.ts";
import type { Machine } from "../api/machine.ts";
import type { Kind } from "../kinds/kind.ts";
import type { ApiAnswer, ApiRequest } from "./message.ts";
import type { Target } from "./path.ts";

export function patchResource(_machine: Machine, _request: ApiRequest, _target: Target): ApiAnswer {
  throw unsupportedMethod();
}

export function patchPart(_machine: Machine, _request: ApiRequest, _object: KubeObject, _kind?: Kind): JsonObject {
  throw new ApiError(501, "NotImplemented", "patch");
}
