import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    isolate: false,
    setupFiles: ["test/helpers/fuzz.ts"],
    testTimeout: 30_000,
  },
});
