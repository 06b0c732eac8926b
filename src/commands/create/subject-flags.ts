import { stringArray } from "../../core/flags.ts";

/** Whom a binding is for. */
export const subjectFlags = {
  group: stringArray("Group that the roles are for; may be repeated."),
  serviceaccount: stringArray("Service account that the roles are for, NAMESPACE:NAME; may be repeated."),
  user: stringArray("User that the roles are for; may be repeated."),
};
