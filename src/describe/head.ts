import type { KubeObject } from "../core/object.ts";
import { part, text } from "./fields.ts";
import { annotationTexts, listed, pairs } from "./lists.ts";

const meta = (object: KubeObject) => part(object, "metadata");

/** Name and namespace, of a kind that has one. */
export const nameLines = (object: KubeObject): string[] => [`Name:\t${text(meta(object).name)}`, namespaceLine(object)];

/** The line with the name alone. */
export const nameLine = (object: KubeObject): string => `Name:\t${text(meta(object).name)}`;

const namespaceLine = (object: KubeObject): string => `Namespace:\t${text(meta(object).namespace)}`;

export const labelLines = (object: KubeObject): string[] => listed("Labels:\t", pairs(part(meta(object), "labels")));

export const annotationLines = (object: KubeObject): string[] =>
  listed("Annotations:\t", annotationTexts(part(meta(object), "annotations")));

/** The usual beginning: name, namespace, labels, annotations. */
export const headLines = (object: KubeObject): string[] => [
  ...nameLines(object),
  ...labelLines(object),
  ...annotationLines(object),
];

/** The same for kinds without namespaces. */
export const clusterHeadLines = (object: KubeObject): string[] => [
  nameLine(object),
  ...labelLines(object),
  ...annotationLines(object),
];
