// Records the columns of the real server's tables, for every type that can be listed, into src/sandbox/recorded.
// node scripts/sandbox/columns.js KUBECONFIG   (of `npm run cluster:up`)
import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { dirname, join } from "node:path";

const kubeconfig = process.argv[2];
if (!kubeconfig) throw new Error("node scripts/sandbox/columns.js KUBECONFIG");
const file = (/** @type {string} */ name) => readFileSync(join(dirname(kubeconfig), name));
const server = /https:\/\/[^\s",}]+/.exec(readFileSync(kubeconfig, "utf8"))?.[0];
const tls = { ca: file("ca.crt"), cert: file("admin.crt"), key: file("admin.key") };

/** @param {string} path @returns {Promise<any>} */
const table = (path) =>
  new Promise((resolve, reject) => {
    const headers = { accept: "application/json;as=Table;v=v1;g=meta.k8s.io" };
    request(`${server}${path}?limit=1`, { ...tls, headers }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => (text += chunk)).on("end", () => resolve(JSON.parse(text)));
    })
      .on("error", reject)
      .end();
  });

const { groups } = JSON.parse(readFileSync("src/sandbox/recorded/discovery.json", "utf8"));
/** @type {Record<string, object[]>} */
const columns = {};
for (const { name: group, versions } of groups)
  for (const { version, resources } of versions)
    for (const { name, verbs } of resources) {
      if (!verbs.includes("list")) continue;
      const { columnDefinitions } = await table(`${group ? `/apis/${group}` : "/api"}/${version}/${name}`);
      const isPlain = columnDefinitions.length === 2 && columnDefinitions[1].name === "Created At";
      if (!isPlain) columns[`${group ? `${name}.${group}` : name}/${version}`] = columnDefinitions;
    }

// Most descriptions come again and again, so each is written once.
const texts = [
  ...new Set(Object.values(columns).flatMap((list) => list.map((/** @type {any} */ one) => one.description))),
];
const short = Object.fromEntries(
  Object.entries(columns).map(([key, list]) => [
    key,
    list.map((/** @type {any} */ { name, type, format, description, priority }) => [
      name,
      type,
      format,
      priority,
      texts.indexOf(description),
    ]),
  ]),
);
writeFileSync("src/sandbox/recorded/columns.json", `${JSON.stringify({ texts, columns: short })}\n`);
