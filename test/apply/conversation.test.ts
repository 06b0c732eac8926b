import { describe, expect, test } from "vitest";
import { converse } from "../helpers/converse.ts";
import { type Behaviour, json, type Script, status } from "../helpers/fault-server.ts";
import { testRows } from "../helpers/rows.ts";

const BASE = "/api/v1/namespaces/default/configmaps";
const manifest = (name: string, more = "") =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: "1"}\n${more}`;
const stored = (name: string, data: Record<string, string> = {}) => {
  const text = `{"apiVersion":"v1","data":{"a":"0"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"${name}","namespace":"default"}}\n`;
  const annotations = { "kubectl.kubernetes.io/last-applied-configuration": text };
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: "default", annotations }, data };
};
const absent = status(404, "NotFound", "not here");
const conflict = status(409, "Conflict", "the object has been modified");
const patched = `PATCH ${BASE}/a?fieldManager=kubectl-client-side-apply&fieldValidation=Strict`;
const created = `POST ${BASE}?fieldManager=kubectl-client-side-apply&fieldValidation=Strict`;

const of = (name: string, script: Script = {}): Script => ({ [`GET ${BASE}/${name}`]: json(stored(name)), ...script });

testRows([
  {
    name: "a conflict is tried again with the object as it is now",
    script: of("a", { [`PATCH ${BASE}/a`]: [conflict, json(stored("a"))] }),
    args: ["apply", "-f", "-"],
    input: manifest("a"),
    stdout: "configmap/a configured\n",
    stderr: "",
    requests: [`GET ${BASE}/a`, patched, `GET ${BASE}/a`, patched],
  },
  {
    name: "what others changed meanwhile is merged anew, and may need no patch at all",
    script: {
      [`GET ${BASE}/a`]: [
        json(stored("a", { a: "0" })),
        json({
          ...stored("a", { a: "1" }),
          metadata: {
            name: "a",
            namespace: "default",
            annotations: {
              "kubectl.kubernetes.io/last-applied-configuration": `{"apiVersion":"v1","data":{"a":"1"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"a","namespace":"default"}}\n`,
            },
          },
        }),
      ],
      [`PATCH ${BASE}/a`]: conflict,
    },
    args: ["apply", "-f", "-"],
    input: manifest("a"),
    stdout: "configmap/a unchanged\n",
    stderr: "",
    requests: [`GET ${BASE}/a`, patched, `GET ${BASE}/a`],
  },
  {
    name: "nothing is written when a later document is broken",
    script: {},
    args: ["apply", "-f", "-"],
    input: `${manifest("a")}---\na: b: c\n`,
    stderr:
      "error: error parsing STDIN: error converting YAML to JSON: yaml: mapping values are not allowed in this context\n",
    requests: [],
    differs: "it writes the first object",
  },
]);

/** Answers by the name of the object that is sent. */
const byName =
  (answers: Readonly<Record<string, Behaviour>>): Behaviour =>
  async (request, response) => {
    const chunks = await request.toArray();
    const { metadata } = JSON.parse(Buffer.concat(chunks).toString());
    answers[metadata.name]?.(request, response);
  };
const all = (names: readonly string[], more?: (name: string) => string) =>
  names.map((name) => manifest(name, more?.(name))).join("---\n");

test("one object's failure does not stop the others", async () => {
  const script: Script = {
    [`GET ${BASE}/a`]: absent,
    [`GET ${BASE}/b`]: status(500, "InternalError", "on fire"),
    [`GET ${BASE}/c`]: absent,
    [`GET ${BASE}/d`]: json(stored("d")),
    [`POST ${BASE}`]: byName({ a: status(403, "Forbidden", "not you"), c: json(stored("c")) }),
    [`PATCH ${BASE}/d`]: json(stored("d")),
  };
  const input = all(["a", "b", "c", "d"]);
  const { code, stdout, stderr, requests } = await converse({ script, args: ["apply", "-f", "-"], input });
  expect(code).toBe(1);
  expect(stdout).toBe("configmap/c created\nconfigmap/d configured\n");
  expect(stderr).toBe(`Error from server (Forbidden): error when creating "STDIN": not you
Error from server (InternalError): error when retrieving current configuration of:
Resource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"
Name: "b", Namespace: "default"
from server for: "STDIN": on fire
`);
  expect(requests.filter((line) => line === created)).toHaveLength(2);
});

test("the second of two documents about one object sees what the first one did", async () => {
  const script: Script = {
    [`GET ${BASE}/a`]: [absent, json(stored("a"))],
    [`POST ${BASE}`]: json(stored("a")),
    [`PATCH ${BASE}/a`]: json(stored("a")),
  };
  const input = `${manifest("a")}---\n${manifest("a").replace('"1"', '"2"')}`;
  const { stdout, requests } = await converse({ script, args: ["apply", "-f", "-"], input });
  expect(stdout).toBe("configmap/a created\nconfigmap/a configured\n");
  expect(requests.filter((line) => !line.includes("/namespaces/default?"))).toEqual([
    `GET ${BASE}/a`,
    created,
    `GET ${BASE}/a`,
    patched,
  ]);
});

test("the server goes away midway: what was done is told, the rest fails", async () => {
  const script: Script = {
    [`GET ${BASE}/a`]: json(stored("a")),
    [`GET ${BASE}/b`]: json(stored("b")),
    [`PATCH ${BASE}/a`]: json(stored("a")),
    [`PATCH ${BASE}/b`]: (request) => void request.socket.destroy(),
  };
  const input = `${manifest("a")}---\n${manifest("b")}`;
  const { code, stdout, stderr } = await converse({ script, args: ["apply", "-f", "-"], input });
  expect([code, stdout]).toEqual([1, "configmap/a configured\n"]);
  expect(stderr).toContain('error when patching "STDIN": ');
  expect(stderr).toContain("EOF");
});

test("settings are written several at a time, and told in their order with the server's warnings", async () => {
  const warned = (name: string) => json(stored(name), { warning: `299 - "${name} is old"` });
  let othersAreHere = () => {};
  const others = new Promise<void>((resolve) => {
    othersAreHere = resolve;
  });
  const script: Script = {
    [`GET ${BASE}/a`]: absent,
    [`GET ${BASE}/b`]: absent,
    [`GET ${BASE}/c`]: absent,
    [`POST ${BASE}`]: byName({
      // Never answered before the others are here.
      a: (...exchange) => void others.then(() => warned("a")(...exchange)),
      b: warned("b"),
      c(...exchange) {
        warned("a")(...exchange);
        othersAreHere();
      },
    }),
  };
  const { stdout, stderr } = await converse({ script, args: ["apply", "-f", "-"], input: all(["a", "b", "c"]) });
  expect(stdout).toBe("configmap/a created\nconfigmap/b created\nconfigmap/a created\n");
  expect(stderr).toBe("Warning: a is old\nWarning: b is old\n");
});

describe("many of one kind", () => {
  const names = [..."abcdefghij"];
  const list = `GET ${BASE}?includeObject=None&limit=500`;
  const listed = (found: readonly string[], more: Record<string, string> = {}) =>
    json({
      kind: "Table",
      apiVersion: "meta.k8s.io/v1",
      metadata: more,
      columnDefinitions: [{ name: "Age" }, { name: "Name", format: "name" }],
      rows: found.map((name) => ({ cells: ["1s", name], object: null })),
    });
  const created = Object.fromEntries(names.map((name) => [name, json(stored(name))]));
  const gets = Object.fromEntries(names.map((name) => [`GET ${BASE}/${name}`, absent]));
  const lines = names.map((name) => `configmap/${name} created\n`).join("");
  const apply = (script: Script) => converse({ script, args: ["apply", "-f", "-"], input: all(names) });
  const looked = (requests: readonly string[]) => requests.filter((line) => line.startsWith(`GET ${BASE}/`));

  test("are looked for in one list of names", async () => {
    const { stdout, requests } = await apply({ [`GET ${BASE}`]: listed(["z"]), [`POST ${BASE}`]: byName(created) });
    expect(stdout).toBe(lines);
    expect(requests).toHaveLength(1 + names.length + requests.filter((line) => line.includes("/api?")).length);
    expect(requests).toContain(list);
  });

  test("what the list has is read as ever", async () => {
    const script = {
      [`GET ${BASE}`]: listed(["b"]),
      [`GET ${BASE}/b`]: json(stored("b")),
      [`PATCH ${BASE}/b`]: json(stored("b")),
      [`POST ${BASE}`]: byName(created),
    };
    const { stdout, requests } = await apply(script);
    expect(stdout).toBe(lines.replace("b created", "b configured"));
    expect(looked(requests)).toEqual([`GET ${BASE}/b`]);
  });

  test.each([
    ["goes on", listed([], { continue: "more" })],
    ["is forbidden", status(403, "Forbidden", "not you")],
    ["is none", json({})],
  ])("a list that %s is not used", async (_, answer) => {
    const { stdout, stderr, requests } = await apply({
      ...gets,
      [`GET ${BASE}`]: answer,
      [`POST ${BASE}`]: byName(created),
    });
    expect([stdout, stderr]).toEqual([lines, ""]);
    expect(looked(requests)).toHaveLength(names.length);
  });

  test("what somebody has made since is changed instead", async () => {
    const taken = status(409, "AlreadyExists", 'configmaps "c" already exists');
    const script = {
      [`GET ${BASE}`]: listed([]),
      [`GET ${BASE}/c`]: json(stored("c")),
      [`PATCH ${BASE}/c`]: json(stored("c")),
      [`POST ${BASE}`]: byName({ ...created, c: taken }),
    };
    const { stdout, stderr } = await apply(script);
    expect([stdout, stderr]).toEqual([lines.replace("c created", "c configured"), ""]);
  });
});
