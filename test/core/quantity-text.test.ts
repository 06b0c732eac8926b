import { expect, test } from "vitest";
import { canonicalQuantity } from "../../src/core/quantity-text.ts";

// What kubectl makes of them in `create quota --hard`.
test.each(
  `1.5=1500m 15=15 0.015=15m 1.5k=1500 1.5M=1500k 0.001=1m 0.002k=2 1.5e1=1.5e1 1.5e0=1500e-3 0.5e1=5 1.50e2=1.50e2
1.5e3=1500 0.001e3=1 1.500=1.500 1.234=1.234 0.123456=123456u 1.0e1=1.0e1 1000=1k 1100=1100 1000000=1M 1001000=1001k
2k=2k 2000k=2M 0.1=100m 00.5=500m 000=0 -0=0 0.=0 .0=0 1.e3=1.e3 5.k=5.k 5.Ki=5.Ki 05Ki=05Ki +5Ki=+5Ki 5.0Ki=5Ki
1024Ki=1Mi 1023Ki=1023Ki 1000Ki=1000Ki +1Mi=+1Mi 1e3=1e3 1E+3=1E+3 1000e6=1e9 1e1=10 1e4=10e3 1e-1=100e-3 1e-10=1e-9
01m=01m 1.m=1.m 1000T=1P 1Pi=1Pi +1Pi=1Pi 8Ei=9223372036854775807 1234567890123456789=1234567890123456789
0.1234567891=123456790n 1.1n=2n 1000n=1u 100000m=100 1e17=100e15 -1.5=-1500m -1000=-1k -0.0000000001=-1n +1k=+1k
1.2345Gi=1325534281728m 0.1Ki=102400m -=0 .=0 m=0 1e100=10e99`
    .split(/\s+/)
    .map((pair) => pair.split("=") as [string, string]),
)("%s is written as %s", (text, written) => {
  expect(canonicalQuantity(text)).toBe(written);
});

test.each([
  ["", /^quantities must match/],
  ["1gi", /^quantities must match/],
  ["1..2", /^quantities must match/],
  ["1 ", /^quantities must match/],
  ["1e2k", /^quantities must match/],
  ["1Gi2", /^unable to parse quantity's suffix$/],
  ["1e", /^unable to parse quantity's suffix$/],
  ["1mm", /^unable to parse quantity's suffix$/],
  ["Pi", /^unable to parse numeric part of quantity$/],
])("%s is refused", (text, words) => {
  expect(() => canonicalQuantity(text)).toThrow(words);
});
