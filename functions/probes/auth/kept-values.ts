import type { NowMs } from '../../shared/clock.ts';

/** What a call brought, and for how long it holds. */
export interface Fetched<Value> {
  readonly value: Value;
  readonly lifetimeMs: number;
}

interface Entry<Value> {
  readonly value: Promise<Value>;
  /** Since when it is known; undefined while it is being fetched. */
  knownAtMs?: number;
  lifetimeMs: number;
}

/** A call that failed is not made again at once for each of fifty probes: all of them would wait for it. */
const FAILURE_MS = 10_000;

/** What was fetched just now is not the reason that it was refused; without this each tick would fetch twice. */
const YOUNGEST_TO_FORGET_MS = 10_000;

/** Values that cost a call, kept for as long as they hold. Those who ask at the same time share one call. */
export class KeptValues<Value> {
  readonly #now: NowMs;
  readonly #entries = new Map<string, Entry<Value>>();

  constructor(now: NowMs) {
    this.#now = now;
  }

  get(key: string, fetch: () => Promise<Fetched<Value>>): Promise<Value> {
    const known = this.#entries.get(key);
    if (known && this.#holds(known)) return known.value;
    const fetched = fetch();
    const entry: Entry<Value> = { value: fetched.then(({ value }) => value), lifetimeMs: 0 };
    this.#entries.set(key, entry);
    fetched.then(
      ({ lifetimeMs }) => this.#settle(entry, lifetimeMs),
      () => this.#settle(entry, FAILURE_MS),
    );
    return entry.value;
  }

  /** It was refused: the next who asks has it fetched again. */
  forget(key: string): void {
    const knownAtMs = this.#entries.get(key)?.knownAtMs;
    if (knownAtMs === undefined || this.#ageMs(knownAtMs) < YOUNGEST_TO_FORGET_MS) return;
    this.#entries.delete(key);
  }

  #settle(entry: Entry<Value>, lifetimeMs: number): void {
    entry.knownAtMs = this.#now();
    entry.lifetimeMs = lifetimeMs;
  }

  #holds({ knownAtMs, lifetimeMs }: Entry<Value>): boolean {
    return knownAtMs === undefined || this.#ageMs(knownAtMs) < lifetimeMs;
  }

  /** A clock that was put back makes nothing younger. */
  #ageMs(knownAtMs: number): number {
    return Math.abs(this.#now() - knownAtMs);
  }
}
