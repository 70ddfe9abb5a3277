const PERIOD_MS = 2;

/** Less is a normal evening of a process. */
const NOTABLE_MS = 1;

/** Tells how late this process is: times measured while it was late say nothing about a target. */
export class LoopDelay {
  readonly #nowMs: () => number;
  readonly #timer: NodeJS.Timeout;
  readonly #late: { readonly atMs: number; readonly delayMs: number }[] = [];
  #lastTickMs: number;

  /** @param nowMs - a monotonic clock */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#lastTickMs = nowMs();
    this.#timer = setInterval(() => this.#tick(), PERIOD_MS).unref();
  }

  /** The longest delay since `sinceMs`, in milliseconds. One that is still going on counts. */
  worstSince(sinceMs: number): number {
    this.#tick();
    const delays = this.#late.filter(({ atMs }) => atMs >= sinceMs).map(({ delayMs }) => delayMs);
    return Math.max(0, ...delays);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    const atMs = this.#nowMs();
    const delayMs = atMs - this.#lastTickMs - PERIOD_MS;
    if (delayMs >= NOTABLE_MS) this.#late.push({ atMs, delayMs });
    this.#lastTickMs = atMs;
  }
}
