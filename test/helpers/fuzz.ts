import fc from "fast-check";

/**
 * Set up before the tests: what fast-check generates is the same in every run, so that a red run has a cause in the
 * change that made it. `npm run fuzz` looks further, with another seed each time.
 */
const seed = process.env.KCTL_FUZZ_SEED === "random" ? Date.now() % 2 ** 31 : Number(process.env.KCTL_FUZZ_SEED ?? 1);
fc.configureGlobal({ seed });
