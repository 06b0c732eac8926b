import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readRequest } from "../../src/describe/certificate-request.ts";

const pem = readFileSync("test/parity/fixtures/describe/rich.csr", "utf8");

test("who wants a certificate, and for which names", () => {
  const names = readRequest(pem);
  expect(names?.subject.get("2.5.4.3")).toEqual(["jane doe"]);
  expect(names?.subject.get("2.5.4.10")).toEqual(["team a", "team b"]);
  expect(names).toMatchObject({
    dns: ["a.example.com", "b.example.com"],
    emails: ["a@example.com"],
    uris: ["spiffe://a/b"],
    addresses: ["192.0.2.1", "fd00::1"],
  });
});

test.each(["", "no request", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----"])(
  "%j is no request",
  (text) => expect(readRequest(text)).toBeUndefined(),
);

test("what is cut off anywhere is no request, and no fault", () => {
  const [, body = ""] = /REQUEST-----([^-]*)/.exec(pem) ?? [];
  const bytes = Buffer.from(body, "base64");
  for (let length = 0; length < bytes.length; length += 7) {
    const cut = bytes.subarray(0, length).toString("base64");
    expect(() =>
      readRequest(`-----BEGIN CERTIFICATE REQUEST-----${cut}-----END CERTIFICATE REQUEST-----`),
    ).not.toThrow();
  }
});
