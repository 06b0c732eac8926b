// Records what the sandbox tells of its types: discovery and OpenAPI of a real control plane, into src/sandbox/recorded.
// node scripts/sandbox/record.js KUBECONFIG   (of `npm run cluster:up`)
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const kubeconfig = process.argv[2];
if (!kubeconfig) throw new Error("node scripts/sandbox/record.js KUBECONFIG");
const kubectl = `${execFileSync("bash", ["test/cluster/build.sh"], { encoding: "utf8" }).trim().split("\n").at(-1)}/kubectl`;

/** @param {string} path */
const raw = (path) =>
  execFileSync(kubectl, ["get", "--raw", path, "--kubeconfig", kubeconfig], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });

/** @param {string} path */
const json = (path) => JSON.parse(raw(path));

/** One group version of discovery in the aggregated form, from the old one. @param {string} path */
function resources(path) {
  const all = json(path).resources;
  const own = all.filter((/** @type {{ name: string }} */ { name }) => !name.includes("/"));
  return own.map((/** @type {{ name: string }} */ one) => ({
    ...one,
    subresources: all.filter((/** @type {{ name: string }} */ { name }) => name.startsWith(`${one.name}/`)),
  }));
}

const groups = json("/apis").groups.map((/** @type {{ name: string, versions: { version: string }[] }} */ group) => ({
  name: group.name,
  versions: group.versions.map(({ version }) => ({ version, resources: resources(`/apis/${group.name}/${version}`) })),
}));
const core = { name: "", versions: [{ version: "v1", resources: resources("/api/v1") }] };
// Add-ons of the control plane that served the recording are not part of the API.
const discovery = { version: json("/version"), groups: [core, ...groups] };
writeFileSync("src/sandbox/recorded/discovery.json", `${JSON.stringify(discovery)}\n`);

const index = json("/openapi/v3").paths;
const documents = Object.fromEntries(
  Object.entries(index).map(([path, { serverRelativeURL }]) => [path, json(serverRelativeURL)]),
);
const packed = brotliCompressSync(JSON.stringify(documents), {
  params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11 },
});
writeFileSync("src/sandbox/recorded/openapi.json", `${JSON.stringify({ brotli: packed.toString("base64") })}\n`);

// The roles that every cluster has from the start.
const roles = ["clusterroles", "clusterrolebindings", "roles", "rolebindings"].map((plural) => [
  plural,
  json(`/apis/rbac.authorization.k8s.io/v1/${plural}?labelSelector=kubernetes.io/bootstrapping`).items.map(
    (/** @type {{ metadata: Record<string, unknown> }} */ { metadata, ...rest }) => ({
      metadata: {
        name: metadata.name,
        ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
        labels: metadata.labels,
        annotations: metadata.annotations,
      },
      ...rest,
    }),
  ),
]);
const packedRoles = brotliCompressSync(JSON.stringify(Object.fromEntries(roles)));
writeFileSync("src/sandbox/recorded/roles.json", `${JSON.stringify({ brotli: packedRoles.toString("base64") })}\n`);
