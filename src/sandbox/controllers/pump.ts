import type { Machine } from "../api/machine.ts";
import type { Change } from "../store/store.ts";
import type { ClusterApi, Controller } from "./controller.ts";

/** How long a thing waits whose reconciliation failed; doubled each time. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 30_000;
/** Timers cannot wait for a month: whatever is due later is looked at once a day. */
const DAY = 86_400_000;

/**
 * Runs the controllers: each change wakes those it may concern, each thing is looked at once however many changes woke it.
 * Everything happens on the machine's clock, never within a write; the function it gives stops all.
 */
export function runControllers(machine: Machine, api: ClusterApi, controllers: readonly Controller[]): () => void {
  const loops = controllers.map((controller) => createLoop(machine, api, controller));
  const wake = (change: Change) => {
    for (const loop of loops) loop.changed(change);
  };
  const unsubscribe = machine.store.subscribe(wake);
  for (const resource of machine.store.resources()) {
    for (const object of machine.store.list(resource)) wake({ type: "ADDED", resource, object, version: 0 });
  }
  return () => {
    unsubscribe();
    for (const loop of loops) loop.stop();
  };
}

function createLoop({ clock }: Machine, api: ClusterApi, controller: Controller) {
  const waiting = new Map<string, { readonly at: number; readonly cancel: () => void }>();
  const failures = new Map<string, number>();
  const watched = new Set(controller.watches);

  const schedule = (thing: string, delay: number) => {
    const at = clock.now() + delay;
    const known = waiting.get(thing);
    if (known && known.at <= at) return;
    known?.cancel();
    waiting.set(thing, { at, cancel: clock.after(delay, () => look(thing)) });
  };
  const look = (thing: string) => {
    waiting.delete(thing);
    try {
      const again = controller.reconcile(api, thing);
      failures.delete(thing);
      if (again !== undefined) schedule(thing, Math.min(DAY, Math.max(1, again)));
    } catch {
      // A conflict or an object that has gone meanwhile: looked at once more, a little later each time.
      const count = failures.get(thing) ?? 0;
      failures.set(thing, count + 1);
      schedule(thing, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** count));
    }
  };
  return {
    changed({ resource, object, before }: Change) {
      // A controller that names no types watches all.
      if (watched.size > 0 && !watched.has(resource)) return;
      // What an object was before may concern others than what it is now.
      for (const one of before ? [object, before] : [object]) {
        for (const thing of controller.concerns(resource, one, api)) schedule(thing, 0);
      }
    },
    stop() {
      for (const { cancel } of waiting.values()) cancel();
      waiting.clear();
    },
  };
}
