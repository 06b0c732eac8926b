import type { Cluster } from "../client/cluster.ts";
import { nameOf } from "../core/object.ts";
import { PODS } from "../pods/first-pod.ts";
import { follow } from "../resources/follow.ts";
import type { Session } from "./session.ts";
import { isLeaving, namespaceOf } from "./target.ts";

/** Leads a session away from each of its pods as soon as that is about to go. Where one may not watch, failures tell. */
export async function watchPod(cluster: Cluster, session: Session, signal: AbortSignal): Promise<void> {
  try {
    for (;;) {
      const pod = await session.settled();
      const place = { resource: PODS, namespace: namespaceOf(pod), name: nameOf(pod) };
      for await (const now of follow(cluster, place, signal)) {
        if (pod !== (await session.settled())) break;
        if (!isLeaving(now, pod)) continue;
        session.leave();
        break;
      }
    }
  } catch {
    // The next connection that fails tells the same.
  }
}
