import type { LiveEvent } from '../emulator.ts';

const KEPT = 500;

/** The latest events of one local cloud, newest last. */
export class RecentEvents {
  #events: LiveEvent[] = [];

  add(event: LiveEvent): void {
    this.#events.push(event);
    if (this.#events.length > 2 * KEPT) this.#events = this.#events.slice(-KEPT);
  }

  list(): readonly LiveEvent[] {
    return this.#events.slice(-KEPT);
  }

  ofKind<K extends LiveEvent['kind']>(kind: K): readonly Extract<LiveEvent, { kind: K }>[] {
    return this.list().filter(
      (event): event is Extract<LiveEvent, { kind: K }> => event.kind === kind,
    );
  }
}
