import type { NowMs } from '../../shared/clock.ts';
import type { StartTimer } from '../../shared/timer.ts';
import type { ResultStore, RunPart } from '../store/probe-store.ts';
import type { ProbeResult } from '../targets/probe-result.ts';

export interface ResultKeeperOptions {
  readonly store: Pick<ResultStore, 'keep'>;
  /** Whose results they are. */
  readonly run: Pick<RunPart, 'group' | 'region'>;
  readonly now: NowMs;
  readonly startTimer: StartTimer;
  /** Told what the store says, when results could not be kept for now. */
  readonly report: (error: unknown) => void;
}

/** A run that is cut off loses the results of so long at most. Most runs are over sooner, and write once. */
const KEEP_AFTER_MS = 5_000;

/** Keeps the results of a run together: writing is paid by the item. */
export class ResultKeeper {
  readonly #options: ResultKeeperOptions;
  /** The same part again where it is not known to be kept: then it is kept once. */
  #unkept: RunPart[] = [];
  #results: ProbeResult[] = [];
  #lastAtMs = 0;
  #stopTimer: (() => void) | undefined;
  #keeping: Promise<void> = Promise.resolve();

  constructor(options: ResultKeeperOptions) {
    this.#options = options;
  }

  add(result: ProbeResult): void {
    this.#results.push(result);
    this.#stopTimer ??= this.#options.startTimer(() => void this.keep(), KEEP_AFTER_MS);
  }

  /** Keeps all that is there. Never rejects. */
  keep(): Promise<void> {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#keeping = this.#keeping.then(() => this.#keepAll());
    return this.#keeping;
  }

  async #keepAll(): Promise<void> {
    if (this.#results.length > 0) this.#unkept.push(this.#partOf(this.#results));
    this.#results = [];
    const parts = this.#unkept;
    this.#unkept = [];
    for (const part of parts) await this.#keepPart(part);
  }

  async #keepPart(part: RunPart): Promise<void> {
    try {
      await this.#options.store.keep(part);
    } catch (error) {
      this.#options.report(error);
      this.#unkept.push(part);
    }
  }

  /** Each part has a moment of its own, however fast they come. */
  #partOf(results: readonly ProbeResult[]): RunPart {
    const { now, run } = this.#options;
    this.#lastAtMs = Math.max(now(), this.#lastAtMs + 1);
    return { at: new Date(this.#lastAtMs).toISOString(), ...run, results };
  }
}
