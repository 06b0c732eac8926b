import type { KubeObject } from "../core/object.ts";
import { ADMIN } from "./auth/authenticate.ts";
import type { Clock } from "./clock.ts";
import { machineClock } from "./clock.ts";
import { type Cluster, startCluster } from "./cluster.ts";
import { type Listening, listen } from "./http/server.ts";
import { kubeconfigText } from "./kubeconfig.ts";
import { seedObjects } from "./seed/objects.ts";
import { openDataFile } from "./store/data-file.ts";

export interface ServeOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  /** A file that the cluster is kept in. */
  readonly data?: string;
  /** Objects to create in a cluster that is new. */
  readonly seed?: readonly KubeObject[];
  readonly clock?: Clock;
}

/** A cluster that answers over HTTPS on loopback. */
export interface Serving {
  readonly url: string;
  /** The admin's kubeconfig. */
  readonly kubeconfig: string;
  readonly cluster: Cluster;
  close(): Promise<void>;
}

/** Starts a cluster and its API server; throws when the port is taken or the data file cannot be used. */
export async function serve({ port = 0, data, seed = [], clock = machineClock }: ServeOptions = {}): Promise<Serving> {
  const [{ makeCertificates }, kept] = await Promise.all([
    import("./certificate.ts"),
    data ? openDataFile(data) : undefined,
  ]);
  const isNew = !kept?.store.get("namespaces", "", "default");
  const certificates = await makeCertificates(ADMIN.name, "system:masters", clock.now());
  const { authority, server, client, sign } = certificates;
  const cluster = startCluster({ clock, sign, ...(kept ? { store: kept.store } : {}) });
  if (isNew) seedObjects(cluster.machine, seed);
  const listening: Listening = await listen(cluster.machine, {
    identity: { ...server, authority },
    credentials: { tokens: new Map() },
    port,
  });
  const url = `https://127.0.0.1:${listening.port}`;
  return {
    url,
    kubeconfig: kubeconfigText(url, authority, client),
    cluster,
    async close() {
      await listening.close();
      cluster.stop();
      kept?.close();
    },
  };
}
