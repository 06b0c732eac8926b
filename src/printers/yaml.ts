import type { KubeObject } from "../core/object.ts";

/** Prints YAML documents; every one after the first is set apart by a line of dashes. */
export async function yamlPrinter(): Promise<(object: KubeObject) => string> {
  const { writeYaml } = await import("../core/yaml/write.ts");
  let count = 0;
  return (object) => (count++ === 0 ? "" : "---\n") + writeYaml(object);
}

/** Prints KYAML (KEP-5295); its writer puts the dashes before every document. */
export async function kyamlPrinter(sortKeys: boolean): Promise<(object: KubeObject) => string> {
  const { writeKyaml } = await import("../core/yaml/kyaml.ts");
  return (object) => writeKyaml(object, sortKeys);
}
