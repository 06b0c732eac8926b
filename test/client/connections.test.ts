import { expect, test } from "vitest";
import { type CertificateWish, issue } from "../helpers/certificate.ts";
import { converse, TOKEN } from "../helpers/converse.ts";
import { authority, json, raw } from "../helpers/fault-server.ts";
import { type Row, testRows } from "../helpers/rows.ts";
import { isJudge } from "../helpers/run.ts";

const POD = "GET /api/v1/namespaces/default/pods/a";
const script = { [POD]: json({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } }) };
const args = ["get", "pod", "a"];
const UNABLE = "Unable to connect to the server:";
const X509 = `${UNABLE} tls: failed to verify certificate: x509:`;
const UNKNOWN = `${X509} certificate signed by unknown authority\n`;
const HERE = { dns: ["localhost"], addresses: ["127.0.0.1"] };
const other = issue({ name: "other authority", isAuthority: true });

const trusted = (wish: Partial<CertificateWish>) => issue({ name: "server", by: authority, ...wish });
const tls = (
  name: string,
  cert: ReturnType<typeof issue> | undefined,
  stderr: string,
  cluster: Row["cluster"] = {},
): Row => ({
  name,
  script,
  args,
  ...(cert ? { tls: cert } : {}),
  cluster,
  stderr,
  requests: stderr === "" ? 1 : 0,
});
const named = (name: string) => ({ "tls-server-name": name });
const OLD = "kubectl says the times, too";

testRows([
  tls("a good certificate", undefined, ""),
  tls("another authority", issue({ name: "server", by: other, ...HERE }), UNKNOWN),
  tls("signed by itself", issue({ name: "server", ...HERE }), UNKNOWN),
  tls("no authority at all", undefined, UNKNOWN, { "certificate-authority-data": undefined }),
  {
    ...tls(
      "expired",
      trusted({ ...HERE, from: -9, until: -1 }),
      `${X509} certificate has expired or is not yet valid\n`,
    ),
    differs: OLD,
  },
  {
    ...tls(
      "not valid yet",
      trusted({ ...HERE, from: 1, until: 9 }),
      `${X509} certificate has expired or is not yet valid\n`,
    ),
    differs: OLD,
  },
  tls(
    "other addresses",
    trusted({ dns: ["a.example"], addresses: ["10.0.0.1"] }),
    `${X509} certificate is valid for 10.0.0.1, not 127.0.0.1\n`,
  ),
  tls(
    "names only",
    trusted({ dns: ["a.example"] }),
    `${X509} cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs\n`,
  ),
  tls("tls-server-name", trusted({ dns: ["a.example"] }), "", named("a.example")),
  tls("tls-server-name with a star", trusted({ dns: ["*.b.example"] }), "", named("a.b.example")),
  tls(
    "another tls-server-name",
    trusted({ dns: ["b.example", "c.example"] }),
    `${X509} certificate is valid for b.example, c.example, not a.example\n`,
    named("a.example"),
  ),
  tls(
    "tls-server-name, addresses only",
    trusted({ addresses: ["127.0.0.1"] }),
    `${X509} certificate is not valid for any names, but wanted to match a.example\n`,
    named("a.example"),
  ),
  tls(
    "a common name only",
    trusted({}),
    `${X509} certificate relies on legacy Common Name field, use SANs instead\n`,
    named("server"),
  ),
  tls("insecure-skip-tls-verify", issue({ name: "x" }), "", {
    "certificate-authority-data": undefined,
    "insecure-skip-tls-verify": true,
  }),
  tls(
    "insecure and an authority",
    undefined,
    "error: specifying a root certificates file with the insecure flag is not allowed\n",
    { "insecure-skip-tls-verify": true },
  ),
  { ...tls("the flag drops the authority", issue({ name: "x" }), ""), args: [...args, "--insecure-skip-tls-verify"] },
]);

/** A kubeconfig that names this server instead. */
const at = (
  name: string,
  server: string | ((port: number) => string),
  stderr: string,
  more: Partial<Row> = {},
): Row => ({
  name,
  script,
  args,
  prepare: (home, { port }) => {
    const url = typeof server === "string" ? server : server(port);
    const parts = {
      clusters: [{ name: "c", cluster: { server: url } }],
      users: [{ name: "u", user: { token: TOKEN } }],
    };
    home.write(
      ".kube/config",
      JSON.stringify({
        ...parts,
        contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
        "current-context": "x",
      }),
    );
  },
  stderr: `${stderr}\n`,
  requests: 0,
  ...more,
});
const refused = (host: string) =>
  `The connection to the server ${host} was refused - did you specify the right host or port?`;
const NOT_TLS = raw("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");

testRows([
  at("nobody listens", "https://127.0.0.1:1", refused("127.0.0.1:1")),
  at("nobody listens, by name", "https://localhost:1", refused("localhost:1")),
  at("nobody listens for --raw", "https://127.0.0.1:1", refused("127.0.0.1:1"), { args: ["get", "--raw", "/x"] }),
  at(
    "https to a server of http",
    (port) => `https://127.0.0.1:${port}`,
    `${UNABLE} http: server gave HTTP response to HTTPS client`,
    { tls: null },
  ),
  at(
    "http to a server of https",
    (port) => `http://127.0.0.1:${port}`,
    "Error from server (BadRequest): the server rejected our request for an unknown reason",
    { tls: null, script: { "GET /api": NOT_TLS, "GET /apis": NOT_TLS } },
  ),
  at("no URL", "https://bad host", 'error: host must be a URL or a host:port pair: "https://bad host"'),
  at("another scheme", "ftp://127.0.0.1:1", `${UNABLE} unsupported protocol scheme "ftp"`),
]);

test.skipIf(isJudge)("NODE_TLS_REJECT_UNAUTHORIZED has no say", async () => {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  const got = await converse({ script, args, tls: issue({ name: "server", ...HERE }) });
  delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  expect(got).toMatchObject({ stderr: UNKNOWN, code: 1, requests: [] });
});
