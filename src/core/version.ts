/** kctl's own version; the build and a test keep it equal to package.json. */
export const KCTL_VERSION = "0.1.0";

/** The kubectl release whose behaviour this version follows. */
export const KUBECTL_VERSION = "1.36.3";
export const KUSTOMIZE_VERSION = "v5.8.1";

/** "v1.36.3+kctl.0.1.0": scripts that compare see kubectl's version, people see ours. */
export const GIT_VERSION = `v${KUBECTL_VERSION}+kctl.${KCTL_VERSION}`;
