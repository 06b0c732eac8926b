import { decision } from "./decision.ts";

export default decision({
  type: "Denied",
  opposite: "Approved",
  verb: "deny",
  about: "Deny certificate signing requests: no certificate is issued for them.",
  examples: `
# Deny requests, by names or by a manifest
{program} certificate deny jane john
{program} certificate deny -f csr.yaml`,
});
