const PERIOD_MS = 2;

/** Less is a normal evening of a process. */
const NOTABLE_MS = 1;

interface Delay {
  readonly atMs: number;
  readonly delayMs: number;
}

/** Tells how late this process is: times measured while it was late say nothing about a target. */
export class LoopDelay {
  readonly #nowMs: () => number;
  #delays: Delay[] = [];
  #timer: NodeJS.Timeout | undefined;
  #lastTickMs = 0;

  /** @param nowMs - a monotonic clock */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** Begins anew: the container may have been frozen since. */
  start(): void {
    this.stop();
    this.#delays = [];
    this.#lastTickMs = this.#nowMs();
    this.#timer = setInterval(() => this.#tick(), PERIOD_MS).unref();
  }

  /** The longest delay since `sinceMs`, in milliseconds. One that is still going on counts. */
  worstSince(sinceMs: number): number {
    this.#tick();
    const isEarlier = ({ atMs }: Delay) => atMs < sinceMs;
    const late = this.#delays.slice(this.#delays.findLastIndex(isEarlier) + 1);
    return Math.max(0, ...late.map(({ delayMs }) => delayMs));
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (!this.#timer) return;
    const atMs = this.#nowMs();
    const delayMs = atMs - this.#lastTickMs - PERIOD_MS;
    if (delayMs >= NOTABLE_MS) this.#delays.push({ atMs, delayMs });
    this.#lastTickMs = atMs;
  }
}
