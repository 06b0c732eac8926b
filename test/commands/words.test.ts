import { afterAll, describe, expect, test } from "vitest";
import { readTimeout } from "../../src/client/open.ts";
import { makeHome } from "../helpers/run.ts";

const home = makeHome();
afterAll(() => home.remove());
home.write(
  ".kube/config",
  "apiVersion: v1\nkind: Config\ncurrent-context: x\ncontexts: [{name: x, context: {cluster: c}}]\nclusters: [{name: c, cluster: {server: 'http://127.0.0.1:1'}}]\n",
);
home.write(
  "rc",
  "apiVersion: kubectl.config.k8s.io/v1beta1\nkind: Preference\naliases: [{command: get, name: gp}]\ndefaults: [{options: [{default: 'true', name: o}], command: apply}]\n",
);

const PREFERENCE = `{
    "kind": "Preference",
    "apiVersion": "kubectl.config.k8s.io/v1beta1",
    "defaults": [
        {
            "command": "apply",
            "options": [
                {
                    "name": "o",
                    "default": "true"
                }
            ]
        }
    ],
    "aliases": [
        {
            "name": "gp",
            "command": "get"
        }
    ]
}
`;
const CONFIG_MAP = `---
{
  kind: "ConfigMap",
  apiVersion: "v1",
  metadata: {
    name: "n",
  },
  data: {
    a: "\\"x\\"",
  },
}
`;
const LEVELS = (text: string, reason: string) =>
  `error: invalid argument "${text}" for "--vmodule" flag: ${reason}\nSee 'kubectl config current-context --help' for usage.\n`;
const EXPECTED = "syntax error: expect comma-separated list of filename=N";
const MANY = "k".repeat(254);

describe("command lines and kubectl's answers", () => {
  test.each<[string, string, string]>([
    ["config set-context", "", "error: you must specify a non-empty context name or --current\n"],
    ["config set-context --current x", "", "error: you cannot specify both a context name and --current\n"],
    ["config current-context --vmodule=x", "", LEVELS("x", EXPECTED)],
    ["config current-context --vmodule=a=1=2", "", LEVELS("a=1=2", EXPECTED)],
    ["config current-context --vmodule=a=-1", "", LEVELS("a=-1", "negative value for vmodule level")],
    ["config current-context --vmodule=,a=1,", "x\n", ""],
    ["kuberc view --kuberc rc -o json", PREFERENCE, ""],
    ['create cm n --from-literal=a="x" --dry-run=client -o kyaml', CONFIG_MAP, ""],
    ["create cm n --append-hash --dry-run=client -o name", "configmap/n-tbhhg784dc\n", ""],
    ["create cm n --from-file=, --dry-run=client", "", "error: error reading : no such file or directory\n"],
    [
      "create cm n --from-literal=..x=1 --dry-run=client",
      "",
      `error: "..x" is not a valid key name for a ConfigMap: must not start with '..'\n`,
    ],
    [
      `create cm n --from-literal=${MANY}=1 --dry-run=client`,
      "",
      `error: "${MANY}" is not a valid key name for a ConfigMap: must be no more than 253 characters\n`,
    ],
    ["label --local a=b -f x -f y", "", 'the path "x" does not exist\nthe path "y" does not exist\n'],
    ["get -f rc pods/x", "", "error: resource/name arguments cannot be provided when a path is specified\n"],
  ])("%s", async (line, stdout, stderr) => {
    const ran = await home.run(line.split(" "));
    expect([ran.stdout, ran.stderr.replaceAll("kctl", "kubectl")]).toEqual([stdout, stderr]);
  });

  test("an empty name of a config map", async () => {
    expect((await home.run(["create", "cm", "", "--dry-run=client"])).stderr).toBe("error: name must be specified\n");
  });

  test.each([
    ["a,b", "error: invalid auth-provider-arg format: a, b\n"],
    ["a=1,b", "error: invalid auth-provider-arg format: b\n"],
    ['""', ""],
    ["a=1,b-", ""],
  ])("--auth-provider-arg=%s", async (text, stderr) => {
    const args = ["config", "set-credentials", "u", "--auth-provider=oidc", `--auth-provider-arg=${text}`];
    expect((await home.run(args)).stderr).toBe(stderr);
  });

  test.each(["a", "ap", "api"])("%s: suggestions stand in kubectl's order", async (word) => {
    const { stderr } = await home.run([word]);
    expect(stderr).toContain("\tapi-versions\n\tapi-resources\n");
  });
});

test.each([
  ["", 0],
  ["-5s", 0],
  ["+5", 5000],
  ["-0", 0],
  ["1ms", 1],
  ["2147483", 2147483000],
  ["2147484", 0],
  ["9999999999999999", 0],
])("--request-timeout=%s means %d milliseconds", (text, wanted) => expect(readTimeout(text)).toBe(wanted));

test.each(["-5", "5x", " 5", "1.5", "99999999999999999999"])("--request-timeout=%s is none", (text) => {
  expect(() => readTimeout(text)).toThrow("Invalid timeout value.");
});
