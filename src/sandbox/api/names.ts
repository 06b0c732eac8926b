import type { KubeObject } from "../../core/object.ts";
import { isObject, nameOf } from "../../core/object.ts";
import { labelKeyProblems, labelValueProblems } from "../../core/validation.ts";
import { type FieldError, invalidValue, required, tooLong } from "../rules/field-error.ts";

const SUBDOMAIN =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const FORMS = {
  subdomain: { form: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, words: SUBDOMAIN, most: 253 },
  label: { form: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/, words: LABEL, most: 63 },
} as const;

/** What is wrong with an object's name, labels and annotations, as every kind is checked. */
export function nameErrors(object: KubeObject, form: keyof typeof FORMS | "path"): readonly FieldError[] {
  const name = nameOf(object);
  if (name === "") return [required("metadata.name", "name or generateName is required")];
  return [...nameProblems(name, form).map((words) => invalidValue("metadata.name", name, words)), ...mapErrors(object)];
}

/** What is wrong with a name of a form, in apimachinery's words. */
export function nameProblems(name: string, form: keyof typeof FORMS | "path"): string[] {
  if (form === "path") return pathProblems(name);
  const rule = FORMS[form];
  return [
    ...(name.length > rule.most ? [`must be no more than ${rule.most} bytes`] : []),
    ...(rule.form.test(name) ? [] : [rule.words]),
  ];
}

function pathProblems(name: string): string[] {
  if (name === "." || name === "..") return [`may not be '${name}'`];
  return ["/", "%"].filter((one) => name.includes(one)).map((one) => `may not contain '${one}'`);
}

function mapErrors(object: KubeObject): FieldError[] {
  const { labels, annotations } = object.metadata as KubeObject;
  const errors: FieldError[] = [];
  for (const [key, value] of Object.entries(isObject(labels) ? labels : {})) {
    for (const words of labelKeyProblems(key)) errors.push(invalidValue("metadata.labels", key, words));
    for (const words of labelValueProblems(String(value))) errors.push(invalidValue("metadata.labels", value, words));
  }
  for (const key of Object.keys(isObject(annotations) ? annotations : {})) {
    for (const words of labelKeyProblems(key)) errors.push(invalidValue("metadata.annotations", key, words));
  }
  const size = Object.entries(isObject(annotations) ? annotations : {})
    .map(([key, value]) => Buffer.byteLength(key) + Buffer.byteLength(String(value)))
    .reduce((sum, length) => sum + length, 0);
  if (size > MOST_ANNOTATIONS) errors.push(tooLong("metadata.annotations", MOST_ANNOTATIONS));
  return errors;
}

/** All annotations of an object together, in bytes. */
const MOST_ANNOTATIONS = 256 * 1024;
