import { describe, expect, test } from "vitest";
import { issue } from "../helpers/certificate.ts";
import { config, type Fields, LOADING, NOBODY, REACHED, SERVER, used } from "../helpers/unusable.ts";

// Kubeconfigs that cannot be used, in kubectl's words.

const cluster = (fields: Fields) => config({ clusters: [{ name: "c", cluster: { server: SERVER, ...fields } }] });
const user = (fields: Fields) => config({ users: [{ name: "u", user: fields }] });
const context = (fields: Fields) => config({ contexts: [{ name: "x", context: fields }] });
const exec = (fields: Fields) =>
  user({ exec: { command: "x", apiVersion: "client.authentication.k8s.io/v1", interactiveMode: "Never", ...fields } });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const pair = (cert: string, key: string) =>
  user({ "client-certificate-data": base64(cert), "client-key-data": base64(key) });
const [me, you] = [issue({ name: "me" }), issue({ name: "you" })];
const EMPTY_CERT = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
const EMPTY_KEY = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";

const json = (text: string) => `${LOADING} json: cannot unmarshal ${text}`;
const KIND = 'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
const noKind = (word: string) =>
  `${LOADING} couldn't get version/kind; json parse error: json: cannot unmarshal ${word} into Go value of type ${KIND}`;
const unregistered = (kind: string, version: string) =>
  `${LOADING} no kind "${kind}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:111"`;

const rows: readonly (readonly [string, string, string])[] = [
  ["no YAML", "a: [\n", `${LOADING} yaml: line 1: did not find expected node content`],
  ["a tab", "\tx: 1", `${LOADING} yaml: found character that cannot start any token`],
  ["a word", "hello", noKind("string")],
  ["a list", "- a\n", noKind("array")],
  ["a number", "5", noKind("number")],
  ["nothing", "", NOBODY],
  ["null", "null", NOBODY],
  ["a byte order mark", `\ufeff${config({})}`, REACHED],
  ["__proto__", '{"__proto__":{"x":1},"kind":"Config","apiVersion":"v1"}', NOBODY],
  ["unknown fields", config({ foo: 1 }), REACHED],
  ["another kind", config({ kind: "Pod" }), unregistered("Pod", "v1")],
  ["another version", config({ apiVersion: "v2" }), unregistered("Config", "v2")],
  [
    "a number as kind",
    config({ kind: 3 }),
    `${LOADING} couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field .kind of type string`,
  ],
  [
    "a word as clusters",
    config({ clusters: "x" }),
    json("string into Go struct field Config.clusters of type []v1.NamedCluster"),
  ],
  [
    "a number as cluster",
    config({ clusters: [5] }),
    json("number into Go struct field Config.clusters of type v1.NamedCluster"),
  ],
  [
    "a number as server",
    cluster({ server: 5 }),
    json("number into Go struct field Cluster.clusters.cluster.server of type string"),
  ],
  [
    "a word as insecure-skip-tls-verify",
    cluster({ "insecure-skip-tls-verify": "yes" }),
    json("string into Go struct field Cluster.clusters.cluster.insecure-skip-tls-verify of type bool"),
  ],
  [
    "a number as token",
    user({ token: 5 }),
    json("number into Go struct field AuthInfo.users.user.token of type string"),
  ],
  [
    "a word as as-groups",
    user({ "as-groups": "x" }),
    json("string into Go struct field AuthInfo.users.user.as-groups of type []string"),
  ],
  [
    "a word in as-user-extra",
    user({ as: "x", "as-user-extra": { a: "b" } }),
    json("string into Go struct field AuthInfo.users.user.as-user-extra of type []string"),
  ],
  [
    "a word as exec",
    user({ exec: "x" }),
    json("string into Go struct field AuthInfo.users.user.exec of type v1.ExecConfig"),
  ],
  [
    "a word as exec.env",
    exec({ env: "x" }),
    json("string into Go struct field ExecConfig.users.user.exec.env of type []v1.ExecEnvVar"),
  ],
  [
    "a number as current-context",
    config({ "current-context": 5 }),
    json("number into Go struct field Config.current-context of type string"),
  ],
  [
    "an authority that is not base64",
    cluster({ "certificate-authority-data": "!!!" }),
    `${LOADING} illegal base64 data at input byte 0`,
  ],
  [
    "an authority that is no PEM",
    cluster({ "certificate-authority-data": base64("garbage") }),
    "error: unable to load root certificates: unable to parse bytes as PEM block",
  ],
  [
    "an authority that is no certificate",
    cluster({ "certificate-authority-data": base64(EMPTY_CERT) }),
    "error: unable to load root certificates: failed to parse certificate: x509: malformed certificate",
  ],
  [
    "an authority that is a folder",
    cluster({ "certificate-authority": "." }),
    "error: read HOME/.kube: is a directory",
  ],
  [
    "an authority that is not there",
    cluster({ "certificate-authority": "no.pem" }),
    "error: unable to read certificate-authority HOME/.kube/no.pem for c due to open HOME/.kube/no.pem: no such file or directory",
  ],
  [
    "a certificate that is no PEM",
    pair("garbage", "garbage"),
    "error: tls: failed to find any PEM data in certificate input",
  ],
  ["a key that is no PEM", pair(me.cert, "garbage"), "error: tls: failed to find any PEM data in key input"],
  ["a certificate that is none", pair(EMPTY_CERT, me.key), "error: x509: malformed certificate"],
  ["a key that is none", pair(me.cert, EMPTY_KEY), "error: tls: failed to parse private key"],
  ["somebody else's key", pair(me.cert, you.key), "error: tls: private key does not match public key"],
  [
    "certificate and key swapped",
    pair(me.key, me.cert),
    "error: tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched",
  ],
  [
    "a certificate as key",
    pair(me.cert, you.cert),
    "error: tls: found a certificate rather than a key in the PEM for the private key",
  ],
  [
    "a request as certificate",
    pair("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", me.key),
    'error: tls: failed to find "CERTIFICATE" PEM block in certificate input after skipping PEM blocks of the following types: [CERTIFICATE REQUEST]',
  ],
  ["a good pair", pair(me.cert, me.key), REACHED],
  [
    "no key",
    user({ "client-certificate-data": base64(me.cert) }),
    "error: client-key-data or client-key must be specified for u to use the clientCert authentication method.",
  ],
  [
    "files that are not there",
    user({ "client-certificate": "no.crt", "client-key": "no.key" }),
    "Error in configuration: \n* unable to read client-cert HOME/.kube/no.crt for u due to open HOME/.kube/no.crt: no such file or directory\n* unable to read client-key HOME/.kube/no.key for u due to open HOME/.kube/no.key: no such file or directory",
  ],
  [
    "token and password",
    user({ token: "t", username: "u", password: "p" }),
    "error: more than one authentication method found for u; found [token basicAuth], only one is allowed",
  ],
  ["a token file that is not there", user({ tokenFile: "no" }), "error: open HOME/.kube/no: no such file or directory"],
  [
    "as-uid alone",
    user({ token: "t", "as-uid": "1" }),
    "error: requesting uid, groups or user-extra for u without impersonating a user",
  ],
  [
    "exec without command",
    exec({ command: "" }),
    "error: command must be specified for u to use exec authentication plugin",
  ],
  [
    "exec without version",
    exec({ apiVersion: "" }),
    "error: apiVersion must be specified for u to use exec authentication plugin",
  ],
  [
    "a provider that nobody knows",
    user({ "auth-provider": { name: "foo" } }),
    'error: no Auth Provider found for name "foo"',
  ],
  [
    "another scheme of proxy-url",
    cluster({ "proxy-url": "ftp://x" }),
    'error: invalid \'proxy-url\' "ftp://x" for cluster "c": unsupported scheme "ftp", must be http, https, or socks5',
  ],
  [
    "proxy-url without scheme",
    cluster({ "proxy-url": "localhost:1" }),
    'error: invalid \'proxy-url\' "localhost:1" for cluster "c": unsupported scheme "localhost", must be http, https, or socks5',
  ],
  [
    "no proxy-url",
    cluster({ "proxy-url": "%zz" }),
    'error: invalid \'proxy-url\' "%zz" for cluster "c": could not parse: %zz',
  ],
  [
    "a context that is not there",
    config({ "current-context": "no" }),
    "Error in configuration: context was not found for specified context: no",
  ],
  ["no current context", config({ "current-context": "" }), NOBODY],
  ["a context's cluster that is not there", context({ cluster: "no", user: "u" }), NOBODY],
];

describe("what a kubeconfig says", () => {
  test.each(rows)("%s", async (_, text, stderr) => {
    expect(await used((home) => home.write(".kube/config", text))).toBe(`${stderr}\n`);
  });
});
