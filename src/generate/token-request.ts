import { CliError } from "../core/errors.ts";
import type { JsonObject, KubeObject } from "../core/object.ts";

export interface TokenWords {
  readonly audience: readonly string[];
  readonly boundObjectKind: string;
  readonly boundObjectName: string;
  readonly boundObjectUid: string;
  /** Milliseconds; 0 leaves the choice to the server. */
  readonly duration: number;
}

const VERSIONS: Readonly<Record<string, string>> = { Node: "v1", Pod: "v1", Secret: "v1" };

/** The TokenRequest of `create token` for a service account; throws kubectl's errors. */
export function tokenRequest(account: string, words: TokenWords): KubeObject {
  const { audience, duration } = words;
  if (account === "") throw new CliError("service account name is required");
  if (duration < 0) throw new CliError("--duration must be greater than or equal to 0");
  if (duration % 1000 !== 0) throw new CliError("--duration cannot be expressed in units less than seconds");
  if (audience.includes("")) throw new CliError("--audience must not be an empty string");
  const bound = boundObject(words);
  return {
    kind: "TokenRequest",
    apiVersion: "authentication.k8s.io/v1",
    metadata: {},
    spec: {
      audiences: audience.length > 0 ? [...audience] : null,
      ...(duration > 0 ? { expirationSeconds: duration / 1000 } : {}),
      boundObjectRef: bound ?? null,
    },
  };
}

function boundObject({ boundObjectKind, boundObjectName, boundObjectUid }: TokenWords): JsonObject | undefined {
  if (boundObjectKind === "") {
    for (const [flag, value] of Object.entries({ name: boundObjectName, uid: boundObjectUid })) {
      if (value === "") continue;
      throw new CliError(`--bound-object-${flag} can only be set if --bound-object-kind is provided`);
    }
    return undefined;
  }
  const apiVersion = Object.hasOwn(VERSIONS, boundObjectKind) ? VERSIONS[boundObjectKind] : undefined;
  if (!apiVersion) {
    throw new CliError(`supported --bound-object-kind values are ${Object.keys(VERSIONS).join(", ")}`);
  }
  if (boundObjectName === "") {
    throw new CliError("--bound-object-name is required if --bound-object-kind is provided");
  }
  const uid = boundObjectUid === "" ? {} : { uid: boundObjectUid };
  return { kind: boundObjectKind, apiVersion, name: boundObjectName, ...uid };
}
