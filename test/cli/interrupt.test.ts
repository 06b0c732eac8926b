import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

// The real program: Ctrl-C at a question, or while input is awaited, ends it at once, with nothing done.

test.skipIf(process.platform === "win32")("Ctrl-C while something is awaited from the user", async () => {
  const home = mkdtempSync(join(tmpdir(), "kctl-interrupt-"));
  const env = { PATH: process.env.PATH, HOME: home, KUBECACHEDIR: join(home, "cache") };
  try {
    const child = spawn(process.execPath, ["bin/kctl.js", "kuberc", "view"], { env, stdio: ["pipe", "pipe", "pipe"] });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      if (text.endsWith("(y/N): ")) child.kill("SIGINT");
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, text.split("\n").at(-1)]).toEqual([
      130,
      "Would you like to generate a default kuberc file with recommended options? (y/N): ",
    ]);
    const reading = spawn(process.execPath, ["bin/kctl.js", "label", "--local", "-f", "-", "a=b"], { env });
    setTimeout(() => reading.kill("SIGINT"), 1000);
    expect(await new Promise((resolve) => reading.on("close", resolve))).toBe(130);
    expect(readdirSync(home).filter((name) => name !== "cache")).toEqual([]);
  } finally {
    rmSync(home, { recursive: true });
  }
});
