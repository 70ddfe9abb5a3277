interface Event {
  readonly atMs: number;
  /** Of two at the same time, the one that was scheduled first happens first. */
  readonly order: number;
  readonly fire: () => void;
}

/** Time that moves only from one event to the next, and chance that repeats with its seed. */
export class SimulatedWorld {
  #nowMs = Date.parse('2026-11-23T09:00Z');
  #seed: number;
  readonly #events: Event[] = [];
  #scheduled = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  readonly now = (): number => this.#nowMs;

  /** Even over `[from, to)`. */
  between(from: number, to: number): number {
    // mulberry32: short, and the same on every machine
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return from + (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (to - from);
  }

  at(atMs: number, fire: () => void): void {
    this.#scheduled += 1;
    const event = { atMs: Math.max(atMs, this.#nowMs), order: this.#scheduled, fire };
    const later = this.#events.findIndex((other) => isBefore(event, other));
    this.#events.splice(later === -1 ? this.#events.length : later, 0, event);
  }

  after(ms: number, fire: () => void): void {
    this.at(this.#nowMs + ms, fire);
  }

  /** Until nothing is left to happen. */
  async run(): Promise<void> {
    for (let event = this.#events.shift(); event; event = this.#events.shift()) {
      this.#nowMs = event.atMs;
      event.fire();
      await new Promise(setImmediate); // whatever waited for this event goes on
    }
  }
}

function isBefore(one: Event, other: Event): boolean {
  return one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order);
}
