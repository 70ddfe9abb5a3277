import type { NowMs } from '../../shared/clock.ts';
import { addCounts, type Counts, NO_COUNTS } from './counts.ts';
import { CountsNotStored } from './counts-not-stored.ts';
import type { ExposureCounter } from './exposure-counter.ts';
import type { ExposureStore } from './exposure-store.ts';

export interface ExposureRecorderOptions {
  readonly counter: ExposureCounter;
  readonly store: Pick<ExposureStore, 'add'>;
  readonly now: NowMs;
  /** Time from one write to the next while there is work. At least 1000. */
  readonly flushIntervalMs: number;
  /** Told how many were served since the last time. */
  readonly onFlush: (served: number) => void;
  /** Told of counts that could not be stored: they are tried again. */
  readonly onFailure: (error: unknown) => void;
}

/** A write that has not ended by then is not going to: it slept in a frozen container, or its connection is gone. */
const GIVE_UP_MS = 60_000;

/** Stores what a container has counted, at the end of an invocation, so that an evaluation never costs a write. */
export class ExposureRecorder {
  readonly #options: ExposureRecorderOptions;
  #startedAtMs = Number.NEGATIVE_INFINITY;
  #isWriting = false;
  #left: Counts = NO_COUNTS;

  constructor(options: ExposureRecorderOptions) {
    this.#options = options;
  }

  /** Resolves when the write has ended, or at once where none is due yet. Never rejects. */
  async flush(): Promise<void> {
    const { counter, now, flushIntervalMs, onFlush } = this.#options;
    const sinceMs = Math.abs(now() - this.#startedAtMs); // a clock can be set back
    if (sinceMs < (this.#isWriting ? Math.max(GIVE_UP_MS, flushIntervalMs) : flushIntervalMs))
      return;
    const taken = counter.take();
    const counts = addCounts(this.#left, taken);
    if (counts.exposures.length + counts.events.length === 0) return;
    this.#left = NO_COUNTS;
    this.#startedAtMs = now();
    const served = taken.exposures.reduce((sum, { count }) => sum + count, 0);
    if (served > 0) onFlush(served);
    await this.#write(counts);
  }

  async #write(counts: Counts): Promise<void> {
    const startedAtMs = this.#startedAtMs;
    this.#isWriting = true;
    try {
      await this.#options.store.add(counts.exposures, counts.events);
    } catch (error) {
      this.#left = addCounts(this.#left, error instanceof CountsNotStored ? error : counts);
      this.#options.onFailure(error);
    } finally {
      if (startedAtMs === this.#startedAtMs) this.#isWriting = false;
    }
  }
}
