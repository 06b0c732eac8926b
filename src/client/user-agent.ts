import { KCTL_VERSION, KUBECTL_VERSION } from "../core/version.ts";
import type { World } from "../core/world.ts";

/** Begins as kubectl's: the server names field managers after the part before the slash. */
export const userAgent = ({ platform, arch }: World): string =>
  `kubectl/v${KUBECTL_VERSION} (${platform === "win32" ? "windows" : platform}/${arch}) kctl/${KCTL_VERSION}`;
