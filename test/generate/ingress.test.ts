import { expect, test } from "vitest";
import { isObject, type Json } from "../../src/core/object.ts";
import { ingress } from "../../src/generate/ingress.ts";

const made = (...rules: string[]) => ingress({ name: "x", class: "", defaultBackend: "", rules, annotations: [] }).spec;

const within = (value: Json | undefined, ...keys: string[]): Json | undefined =>
  keys.reduce<Json | undefined>(
    (at, key) => (isObject(at) || Array.isArray(at) ? (at as never)[key] : undefined),
    value,
  );

test.each([
  ["a/b=c:1", { name: "c", port: { number: 1 } }],
  ["a/b=c:http", { name: "c", port: { name: "http" } }],
  ["a/b=c:010", { name: "c", port: { number: 10 } }],
  ["a/b=c:99999999999", { name: "c", port: { name: "99999999999" } }],
  ["a/b=c:-1", { name: "c", port: { number: -1 } }],
  ["a/b=c_d:1", { name: "c_d", port: { number: 1 } }],
])("%s leads to a service", (rule, service) => {
  expect(within(made(rule), "rules", "0", "http", "paths", "0", "backend", "service")).toEqual(service);
});

test.each([
  ["a/x*=s:80", "/x", "Prefix"],
  ["a/x*y=s:80", "/x*y", "Exact"],
  ["/*=s:80", "/", "Prefix"],
  ["a/x/y=s:80", "/x/y", "Exact"],
])("%s has a path", (rule, path, pathType) => {
  expect(within(made(rule), "rules", "0", "http", "paths", "0")).toMatchObject({ path, pathType });
});

test.each([
  [["a/b=c:1,tls=x", "b/b=c:1,tls=x"], [{ hosts: ["a", "b"], secretName: "x" }]],
  [["a/b=c:1,tls=x", "a/c=c:1,tls"], [{ hosts: ["a"], secretName: "x" }]],
  [["a/b=c:1,tls", "b/c=c:1,tls="], [{ hosts: ["a", "b"] }]],
  [["/b=c:1,tls=x"], [{ secretName: "x" }]],
  [["a/b=c:1,tls=x,y"], undefined],
])("%j asks for certificates", (rules, tls) => {
  expect(within(made(...rules), "tls")).toEqual(tls);
});

test.each(["", "a=s:80", "a/x=s", "a:80/x=s:80", "a b/x=s:80", "a/b=c.d:1", "a/b=c:+1", "a/b==c:1", "a/b=c=d:1"])(
  "%s is no rule",
  (rule) => {
    expect(() => made(rule)).toThrow(`rule ${rule} is invalid`);
  },
);
