/** The types of a kubeconfig's fields, as Go's decoder names them in errors. */
export type Type =
  | { readonly type: "string" | "bool" | "bytes" | "any" }
  | { readonly type: "list"; readonly of: Type; readonly go: string }
  | { readonly type: "map"; readonly of: Type; readonly go: string }
  | Struct;

export interface Struct {
  readonly type: "struct";
  /** Go's name of the type. */
  readonly go: string;
  /** Go's package of the type, as errors name it; v1 when it is left out. */
  readonly package?: string;
  /** Fields in the order in which they are written. */
  readonly fields: Readonly<Record<string, Field>>;
}

export interface Field {
  readonly of: Type;
  /** Written even when empty, as this ("" , null, false). */
  readonly zero?: string | null | false;
}

const text: Type = { type: "string" };
const flag: Type = { type: "bool" };
const bytes: Type = { type: "bytes" };
const texts: Type = { type: "list", of: text, go: "[]string" };
const struct = (go: string, fields: Readonly<Record<string, Field>>): Struct => ({ type: "struct", go, fields });
const list = (of: Struct): Type => ({ type: "list", of, go: `[]v1.${of.go}` });

const extensions = {
  of: list(struct("NamedExtension", { name: { of: text, zero: "" }, extension: { of: { type: "any" }, zero: null } })),
};

export const CLUSTER = struct("Cluster", {
  server: { of: text, zero: "" },
  "tls-server-name": { of: text },
  "insecure-skip-tls-verify": { of: flag },
  "certificate-authority": { of: text },
  "certificate-authority-data": { of: bytes },
  "proxy-url": { of: text },
  "disable-compression": { of: flag },
  extensions,
});

export const EXEC = struct("ExecConfig", {
  command: { of: text, zero: "" },
  args: { of: texts, zero: null },
  env: { of: list(struct("ExecEnvVar", { name: { of: text, zero: "" }, value: { of: text, zero: "" } })), zero: null },
  apiVersion: { of: text },
  installHint: { of: text },
  provideClusterInfo: { of: flag, zero: false },
  interactiveMode: { of: text },
});

const AUTH_PROVIDER = struct("AuthProviderConfig", {
  name: { of: text, zero: "" },
  config: { of: { type: "map", of: text, go: "map[string]string" }, zero: null },
});

export const USER = struct("AuthInfo", {
  "client-certificate": { of: text },
  "client-certificate-data": { of: bytes },
  "client-key": { of: text },
  "client-key-data": { of: bytes },
  token: { of: text },
  tokenFile: { of: text },
  as: { of: text },
  "as-uid": { of: text },
  "as-groups": { of: texts },
  "as-user-extra": { of: { type: "map", of: texts, go: "map[string][]string" } },
  username: { of: text },
  password: { of: text },
  "auth-provider": { of: AUTH_PROVIDER },
  exec: { of: EXEC },
  extensions,
});

export const CONTEXT = struct("Context", {
  cluster: { of: text, zero: "" },
  user: { of: text, zero: "" },
  namespace: { of: text },
  extensions,
});

const named = (go: string, key: string, of: Struct): Struct =>
  struct(go, { name: { of: text, zero: "" }, [key]: { of } });

export const CONFIG = struct("Config", {
  kind: { of: text },
  apiVersion: { of: text },
  preferences: { of: struct("Preferences", { colors: { of: flag }, extensions }) },
  clusters: { of: list(named("NamedCluster", "cluster", CLUSTER)), zero: null },
  users: { of: list(named("NamedAuthInfo", "user", USER)), zero: null },
  contexts: { of: list(named("NamedContext", "context", CONTEXT)), zero: null },
  "current-context": { of: text, zero: "" },
  extensions,
});
