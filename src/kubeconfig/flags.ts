import { bool, duration, int32, string, stringArray } from "../core/flags.ts";

/** PATTERN=N,…: throws Error in klog's words. */
function checkLevels(text: string): void {
  for (const item of text.split(",").filter((one) => one !== "")) {
    const [pattern, level = "", ...rest] = item.split("=");
    const number = Number(level);
    if (!pattern || rest.length > 0 || !/^[+-]?\d+$/.test(level) || number >= 2 ** 31 || number < -(2 ** 31)) {
      throw new Error("syntax error: expect comma-separated list of filename=N");
    }
    if (number < 0) throw new Error("negative value for vmodule level");
  }
}

/** The flags that every command takes, kubectl's names and defaults. */
export const globalFlags = {
  as: string("Act as this user, or as a service account (system:serviceaccount:NAMESPACE:NAME)."),
  asGroup: stringArray("Act as a member of this group; may be repeated."),
  asUid: string("Act as the user with this uid."),
  asUserExtra: stringArray("Act with this extra field of a user, KEY=VALUE; may be repeated."),
  cacheDir: string("Folder for what is remembered between commands.", { shown: "'$HOME/.kube/cache'" }),
  certificateAuthority: string("File with the certificates that the server's own must be signed by."),
  clientCertificate: string("File with the certificate to show to the server."),
  clientKey: string("File with the key of the client certificate."),
  cluster: string("Name of the kubeconfig cluster to use.", { complete: "clusters" }),
  context: string("Name of the kubeconfig context to use.", { complete: "contexts" }),
  disableCompression: bool("Ask the server for answers that are not compressed."),
  insecureSkipTlsVerify: bool(
    "Do not check the server's certificate: anybody in between could read and change what is said.",
  ),
  kubeconfig: string("The kubeconfig file to use, instead of $KUBECONFIG and ~/.kube/config."),
  kuberc: string("The kuberc file with preferences to use."),
  logFlushFrequency: duration("Longest time between flushes of the log.", { default: 5000, plainError: true }),
  matchServerVersion: bool("Fail unless the server's version is the client's."),
  namespace: string("The namespace to work in.", { shorthand: "n", complete: "namespaces" }),
  password: string("Password for basic authentication."),
  profile: string("Profile to record: none, cpu, heap, goroutine, threadcreate, block or mutex.", { default: "none" }),
  profileOutput: string("File to write the profile to.", { default: "profile.pprof" }),
  requestTimeout: string("How long one request may take, such as 1s, 2m or 3h; 0 for as long as it needs.", {
    default: "0",
  }),
  server: string("Address and port of the API server.", { shorthand: "s" }),
  tlsServerName: string("The name to expect in the server's certificate, where it is not the host's."),
  token: string("Bearer token for the API server."),
  user: string("Name of the kubeconfig user to be.", { complete: "users" }),
  username: string("User name for basic authentication."),
  v: int32("How much to tell about what is going on (0 to 10).", { shorthand: "v" }),
  vmodule: string("Levels for single files of the log, PATTERN=N separated by commas.", {
    shown: "",
    check: checkLevels,
  }),
  warningsAsErrors: bool("Exit with 1 when the server sent warnings."),
  color: string("Colour on a terminal: auto, always or never.", {
    default: "auto",
    complete: ["auto", "always", "never"],
  }),
};

export type GlobalFlags = typeof globalFlags;
