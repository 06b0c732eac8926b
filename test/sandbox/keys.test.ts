import "reflect-metadata";
import { webcrypto, X509Certificate } from "node:crypto";
import { Pkcs10CertificateRequestGenerator } from "@peculiar/x509";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "../../src/core/object.ts";
import { openWire, type Wire } from "./wire.ts";

let wire: Wire;
beforeAll(async () => {
  wire = await openWire();
});
afterAll(() => wire.close());

const REQUESTS = "/apis/certificates.k8s.io/v1/certificatesigningrequests";
const METRICS = "/apis/metrics.k8s.io/v1beta1";

const read = async (path: string) =>
  (await wire.ask("GET", path)).json as unknown as JsonObject & { status: JsonObject };

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error("it did not happen");
}

async function request(name: string, signerName: string, text?: string): Promise<void> {
  const keys = await webcrypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const signingAlgorithm = { name: "ECDSA", hash: "SHA-256" };
  const pem =
    text ??
    (await Pkcs10CertificateRequestGenerator.create({ name: "CN=jane, O=people", keys, signingAlgorithm })).toString(
      "pem",
    );
  const spec = { request: Buffer.from(pem).toString("base64"), signerName, usages: ["client auth"], username: "liar" };
  await wire.ask("POST", REQUESTS, {
    body: { apiVersion: "certificates.k8s.io/v1", kind: "CertificateSigningRequest", metadata: { name }, spec },
  });
}

async function approve(name: string): Promise<void> {
  const object = await read(`${REQUESTS}/${name}`);
  const conditions = [{ type: "Approved", status: "True", reason: "Fine", message: "" }];
  await wire.ask("PUT", `${REQUESTS}/${name}/approval`, { body: { ...object, status: { conditions } } });
}

test("an approved request of a client is signed by the authority that lets it in", async () => {
  await request("jane", "kubernetes.io/kube-apiserver-client");
  const before = await read(`${REQUESTS}/jane`);
  expect((before.spec as JsonObject).username).toBe("sandbox-admin");
  expect(before.status.certificate).toBeUndefined();
  await approve("jane");
  const signed = await until(async () => (await read(`${REQUESTS}/jane`)).status.certificate as string | undefined);
  const certificate = new X509Certificate(Buffer.from(signed, "base64"));
  expect([certificate.subject, certificate.issuer]).toEqual(["CN=jane\nO=people", "CN=kctl-sandbox"]);
});

test("requests of other signers wait, and what is no request fails", async () => {
  await request("other", "example.com/nobody");
  await approve("other");
  await request("odd", "kubernetes.io/kube-apiserver-client", "no request");
  await approve("odd");
  const conditions = await until(async () => {
    const all = (await read(`${REQUESTS}/odd`)).status.conditions as JsonObject[];
    return all.length > 1 ? all : undefined;
  });
  expect(conditions.map(({ type }) => type)).toEqual(["Approved", "Failed"]);
  expect((await read(`${REQUESTS}/other`)).status.certificate).toBeUndefined();
});

test("metrics are served while they are registered, and say the same each time", async () => {
  const container = { name: "c", image: "x", resources: { requests: { cpu: "1", memory: "100Mi" } } };
  const pod = (name: string, annotations = {}) => ({
    metadata: { name, annotations },
    spec: { containers: [container] },
  });
  const pods = "/api/v1/namespaces/default/pods";
  await wire.ask("POST", pods, { body: pod("one") });
  await wire.ask("POST", pods, { body: pod("two", { "usage.sandbox/c": "250m 128Mi" }) });
  const list = await until(async () => {
    const { items } = await read(`${METRICS}/namespaces/default/pods`);
    return (items as JsonObject[]).length === 2 ? (items as JsonObject[]) : undefined;
  });
  expect(list[1]?.containers).toEqual([{ name: "c", usage: { cpu: "250000000n", memory: "131072Ki" } }]);
  const again = await read(`${METRICS}/namespaces/default/pods/one`);
  expect(again.containers).toEqual(list[0]?.containers);
  expect((await wire.ask("GET", `${METRICS}/namespaces/default/pods/none`)).json.message).toBe(
    'podmetrics.metrics.k8s.io "default/none" not found',
  );
  expect(((await read(`${METRICS}/nodes`)).items as JsonObject[]).length).toBeGreaterThan(0);
  await wire.ask("DELETE", "/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io");
  expect((await wire.ask("GET", `${METRICS}/nodes`)).status).toBe(404);
});
