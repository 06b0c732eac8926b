import { type Field, SOURCES } from "./volume-sources.ts";

type Source = readonly [type: string, ...fields: Field[]];

/** A copy of a pod's source with a field behind another one, or in its place. */
function changed(key: string, after: string, ...added: readonly Field[]): Source {
  const [type, ...fields] = SOURCES[key] as Source;
  return [type, ...fields.flatMap((field) => (field[1] === after ? [field, ...added] : [field]))];
}

/** The sources that persistent volumes tell more about than the volumes of pods. */
export const PERSISTENT_SOURCES: Readonly<Record<string, Source>> = {
  ...SOURCES,
  glusterfs: changed("glusterfs", "endpoints", ["EndpointsNamespace", "endpointsNamespace", "unset"]),
  azureFile: changed("azureFile", "secretName", ["SecretNamespace", "secretNamespace", "none"]),
  scaleIO: changed(
    "scaleIO",
    "volumeName",
    ["SecretName", "secretRef.name"],
    ["SecretNamespace", "secretRef.namespace"],
  ),
  local: ["LocalVolume (a persistent volume backed by local storage on a node)", ["Path", "path"]],
};
