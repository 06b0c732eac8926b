import { CREDENTIALS, credential, fails, plugin, says, TOKEN, VERSION } from "../helpers/plugin-rows.ts";
import { testRows } from "../helpers/rows.ts";

// What a plugin prints.

const returned = (version: string) =>
  `exec plugin is configured to use API version ${VERSION}, plugin returned version ${version}`;
const NO_TOKEN = "exec plugin didn't return a token or cert/key pair";
const ONE_HALF = "exec plugin returned only certificate or key, not both";
const PARSE = "decoding stdout: couldn't get version/kind; json parse error:";
const STRUCT =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';

const unregistered = (kind: string, version: string) =>
  `decoding stdout: no kind "${kind}" is registered for version "${version}" in scheme "pkg/runtime/scheme.go:111"`;

testRows([
  plugin("a token", TOKEN, ""),
  plugin("v1beta1", credential({ status: { token: "x" } }, "client.authentication.k8s.io/v1beta1"), "", {
    apiVersion: "client.authentication.k8s.io/v1beta1",
  }),
  plugin("YAML", `printf 'kind: ExecCredential\\napiVersion: ${VERSION}\\nstatus:\\n  token: x\\n'`, ""),
  plugin("no kind", says({ apiVersion: VERSION, status: { token: "x" } }), ""),
  plugin("unknown fields", credential({ x: 1, status: { token: "x", y: 2 } }), ""),
  fails(
    "another version",
    credential({ status: { token: "x" } }, "client.authentication.k8s.io/v1beta1"),
    returned("client.authentication.k8s.io/v1beta1"),
  ),
  fails(
    "no version",
    says({ kind: "ExecCredential", status: { token: "x" } }),
    returned("client.authentication.k8s.io/__internal"),
  ),
  fails("nothing", "exit 0", returned("client.authentication.k8s.io/__internal")),
  fails("another kind", says({ kind: "Pod", apiVersion: VERSION }), unregistered("Pod", VERSION)),
  fails("another group", says({ kind: "ExecCredential", apiVersion: "v1" }), unregistered("ExecCredential", "v1")),
  fails("words", "echo hello canary", `${PARSE} json: cannot unmarshal string into Go value of type ${STRUCT}`),
  fails("a list", "echo '[]'", `${PARSE} json: cannot unmarshal array into Go value of type ${STRUCT}`),
  fails("half an object", "echo '{\"kind\":'", `${PARSE} unexpected end of JSON input`),
  fails("two objects", TOKEN + TOKEN, `${PARSE} invalid character '{' after top-level value`),
  fails("no status", credential({}), "exec plugin didn't return a status field"),
  fails("an empty status", credential({ status: {} }), NO_TOKEN),
  fails(
    "a word as status",
    credential({ status: "x" }),
    "decoding stdout: json: cannot unmarshal string into Go struct field ExecCredential.status of type v1.ExecCredentialStatus",
  ),
  fails(
    "a number as token",
    credential({ status: { token: 5 } }),
    "decoding stdout: json: cannot unmarshal number into Go struct field ExecCredentialStatus.status.token of type string",
  ),
  fails(
    "no time",
    credential({ status: { token: "x", expirationTimestamp: "soon" } }),
    'decoding stdout: parsing time "soon" as "2006-01-02T15:04:05Z07:00": cannot parse "soon" as "2006"',
  ),
  fails("a certificate alone", credential({ status: { clientCertificateData: "x" } }), ONE_HALF),
  fails("a key alone", credential({ status: { clientKeyData: "x" } }), ONE_HALF),
  fails(
    "a pair that is none",
    credential({ status: { clientCertificateData: "x", clientKeyData: "y" } }),
    "failed parsing client key/certificate: tls: failed to find any PEM data in certificate input",
  ),
  fails("and is killed", "kill -9 $$", "exec: executable HOME/.kube/plugin failed with exit code -1"),
  {
    ...plugin(
      "and fails",
      "echo out; echo words >&2; exit 3",
      `words\n${CREDENTIALS} exec: executable HOME/.kube/plugin failed with exit code 3\n`,
    ),
    differs: "kubectl asks five times",
  },
]);
