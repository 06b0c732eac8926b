import { type KubeObject, nameOf } from "../../core/object.ts";
import type { ClusterApi, Controller } from "./controller.ts";
import { hasCondition, nowOf, specOf, statusOf, withCondition } from "./owned.ts";

/** Signs a request (PEM) for so many seconds and gives the certificate (PEM); rejects for what is no request. */
export type Sign = (request: string, now: number, seconds: number | undefined) => Promise<string>;

const REQUESTS = "certificatesigningrequests.certificates.k8s.io";
const SIGNERS = ["kubernetes.io/kube-apiserver-client", "kubernetes.io/kube-apiserver-client-kubelet"];

/** Issues certificates for approved requests of clients of the API server, by the authority that the server trusts. */
export function signing(sign: Sign): Controller {
  const busy = new Set<string>();
  return {
    name: "csrsigning",
    watches: [REQUESTS],
    concerns: (_, request) => [nameOf(request)],
    reconcile(api, name) {
      const request = api.get(REQUESTS, "", name);
      if (!request || busy.has(name) || !isWaiting(request)) return undefined;
      busy.add(name);
      void issue(api, request, sign).finally(() => busy.delete(name));
      return undefined;
    },
  };
}

const isWaiting = (request: KubeObject): boolean =>
  SIGNERS.includes(String(specOf(request).signerName)) &&
  hasCondition(request, "Approved") &&
  !hasCondition(request, "Denied") &&
  !hasCondition(request, "Failed") &&
  statusOf(request).certificate === undefined;

async function issue(api: ClusterApi, request: KubeObject, sign: Sign): Promise<void> {
  const { request: encoded, expirationSeconds } = specOf(request);
  const pem = Buffer.from(String(encoded), "base64").toString("utf8");
  const seconds = typeof expirationSeconds === "number" ? expirationSeconds : undefined;
  const outcome = await sign(pem, api.now(), seconds).then(
    (certificate) => ({ certificate: Buffer.from(certificate).toString("base64") }),
    (error: Error) => ({ failure: error.message }),
  );
  const current = api.get(REQUESTS, "", nameOf(request));
  if (!current || !isWaiting(current)) return;
  const status = statusOf(current);
  if (!("failure" in outcome))
    return void api.updateStatus(REQUESTS, { ...current, status: { ...status, ...outcome } });
  const failed = { type: "Failed", status: "True", reason: "SignerValidationFailure", message: outcome.failure };
  const conditions = Array.isArray(status.conditions) ? (status.conditions as never[]) : [];
  api.updateStatus(REQUESTS, {
    ...current,
    status: { ...status, conditions: withCondition(conditions, failed, nowOf(api)) },
  });
}
