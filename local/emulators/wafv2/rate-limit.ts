/** More keys than this are not watched at a time; the one that came first goes. */
const MOST_KEYS = 10_000;

/**
 * Counts requests by key over the time just passed, blocked ones too. AWS looks about every ten seconds and counts
 * roughly; here each request is judged at once.
 */
export class RateLimit {
  readonly #limit: number;
  readonly #windowMs: number;
  /** When the latest requests came, the oldest first; one more than the limit is all that matters. */
  readonly #times = new Map<string, number[]>();

  constructor(limit: number, windowMs: number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
  }

  /** Counts one request; whether there are now more than the limit. */
  isExceededBy(key: string, nowMs: number): boolean {
    const times = this.#times.get(key) ?? this.#watch(key);
    times.push(nowMs);
    if (times.length > this.#limit + 1) times.shift();
    const [oldest = nowMs] = times;
    return times.length > this.#limit && oldest > nowMs - this.#windowMs;
  }

  #watch(key: string): number[] {
    const [first] = this.#times.keys();
    if (this.#times.size >= MOST_KEYS && first !== undefined) this.#times.delete(first);
    const times: number[] = [];
    this.#times.set(key, times);
    return times;
  }
}
