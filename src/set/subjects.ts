import { CliError } from "../core/errors.ts";
import { compareBytes } from "../core/json/write.ts";
import { apiVersionOf, isObject, type JsonObject, type KubeObject, kindOf } from "../core/object.ts";

const GROUP = "rbac.authorization.k8s.io";

/** Whom a binding is to name, as the flags spell it. */
export interface SubjectWords {
  readonly user: readonly string[];
  readonly group: readonly string[];
  readonly serviceaccount: readonly string[];
}

const isBinding = (object: KubeObject): boolean =>
  apiVersionOf(object).startsWith(`${GROUP}/`) && /^(Cluster)?RoleBinding$/.test(kindOf(object));

/** Refuses service accounts that are spelt wrong, or lack a namespace where one of the bindings has none of its own. */
export function checkSubjects({ user, group, serviceaccount }: SubjectWords, objects: readonly KubeObject[]): void {
  if (user.length + group.length + serviceaccount.length === 0) {
    throw new CliError("you must specify at least one value of user, group or serviceaccount");
  }
  for (const word of serviceaccount) {
    const [namespace, name, more] = word.split(":");
    if (!name || more !== undefined) throw new CliError("serviceaccount must be <namespace>:<name>");
    if (namespace === "" && objects.some((one) => isBinding(one) && kindOf(one) === "ClusterRoleBinding")) {
      throw new CliError("serviceaccount must be <namespace>:<name>, namespace must be specified");
    }
  }
}

/** A copy of a binding that names these subjects, too; those it names already are not repeated. Throws for other kinds. */
export function withSubjects(binding: KubeObject, words: SubjectWords, namespace: string): KubeObject {
  if (!isBinding(binding)) throw new CliError("setting subjects is only supported for RoleBinding/ClusterRoleBinding");
  const subjects = Array.isArray(binding.subjects) ? binding.subjects.filter(isObject) : [];
  const all = [...subjects];
  for (const wanted of subjectsOf(words, namespace)) if (!all.some((one) => isSame(one, wanted))) all.push(wanted);
  return { ...binding, subjects: all };
}

/** As kubectl: sorted, each once. */
function subjectsOf({ user, group, serviceaccount }: SubjectWords, current: string): JsonObject[] {
  const named = (kind: string) => (name: string) => ({ kind, apiGroup: GROUP, name });
  const account = (word: string) => {
    const [namespace, name = ""] = word.split(":");
    return { kind: "ServiceAccount", name, namespace: namespace || current };
  };
  const sorted = (words: readonly string[]) => [...new Set(words)].sort(compareBytes);
  return [
    ...sorted(user).map(named("User")),
    ...sorted(group).map(named("Group")),
    ...sorted(serviceaccount).map(account),
  ];
}

const isSame = (a: JsonObject, b: JsonObject): boolean =>
  ["kind", "apiGroup", "name", "namespace"].every((field) => (a[field] ?? "") === (b[field] ?? ""));
