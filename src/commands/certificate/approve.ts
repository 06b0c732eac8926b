import { decision } from "./decision.ts";

export default decision({
  type: "Approved",
  opposite: "Denied",
  verb: "approve",
  about: `Approve certificate signing requests: the controller manager (or whoever signs for this signer) may then issue
certificates.

A certificate lets its owner act as the user it names, so read the request first: user, groups and usages.`,
  examples: `
# Look at a request, then approve it
{program} get csr jane -o yaml
{program} certificate approve jane

# Several, by names or by a manifest
{program} certificate approve jane john
{program} certificate approve -f csr.yaml`,
});
