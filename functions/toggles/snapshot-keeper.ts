import type { NowMs } from '../shared/clock.ts';
import { type StartTimer, systemTimer } from '../shared/timer.ts';
import type { Snapshot } from './evaluate.ts';
import { LazyFlags } from './lazy-flags.ts';
import { EMPTY_DOCUMENT } from './toggle-document.ts';
import type { ToggleStore } from './toggle-store.ts';

export interface SnapshotKeeperOptions {
  readonly store: Pick<ToggleStore, 'readHead' | 'readDocument'>;
  readonly now: NowMs;
  /** @default - the container's own timers */
  readonly startTimer?: StartTimer;
  /** Age from which the store is asked again, alongside the work. @default 2000 */
  readonly softLimitMs?: number;
  /** Age from which the work waits for the store: how long a kill may take. @default 10000 */
  readonly hardLimitMs?: number;
  /** Longest wait for the store at the start or the end of an invocation. */
  readonly waitLimitMs: number;
  /** Told of a refresh that failed. */
  readonly onFailure: (error: unknown) => void;
}

interface Held {
  readonly snapshot: Snapshot;
  /** When the store was asked, not when it answered: in between the container may have been frozen. */
  readonly askedAtMs: number;
  /** Counts the questions. Not their time: a clock can be set back. */
  readonly question: number;
}

interface Load {
  readonly askedAtMs: number;
  readonly done: Promise<void>;
}

/**
 * Holds what was last read of the store, and reads again when an invocation finds it too old. Timers freeze with a
 * container, so nothing here depends on one: the age is looked at when there is work.
 */
export class SnapshotKeeper {
  readonly #options: Required<SnapshotKeeperOptions>;
  #held: Held | undefined;
  #load: Load | undefined;
  #questions = 0;
  #failedAtMs: number | undefined;

  constructor(options: SnapshotKeeperOptions) {
    this.#options = {
      softLimitMs: 2_000,
      hardLimitMs: 10_000,
      startTimer: systemTimer,
      ...options,
    };
  }

  /** The last known good one, however old; undefined before the store has ever answered. */
  get current(): Snapshot | undefined {
    return this.#held?.snapshot;
  }

  /** Whether the store was not reached for longer than the hard limit. */
  get isStale(): boolean {
    return this.#ageMs() >= this.#options.hardLimitMs;
  }

  /**
   * Call at the start of each invocation: waits only when what is held is older than the hard limit. A store that has
   * just failed is left alone until the soft limit has passed, or an outage would slow down every invocation.
   */
  async refresh(): Promise<void> {
    const { softLimitMs, hardLimitMs } = this.#options;
    const ageMs = this.#ageMs();
    if (ageMs < softLimitMs || this.#since(this.#failedAtMs) < softLimitMs) return;
    const load = this.#ongoingLoad() ?? this.#startLoad();
    if (ageMs >= hardLimitMs) await this.#waitFor(load);
  }

  /** Call before an invocation ends: a container is frozen right after, and the read with it. */
  async settle(): Promise<void> {
    const load = this.#ongoingLoad();
    if (load) await this.#waitFor(load);
  }

  #ageMs(): number {
    return this.#since(this.#held?.askedAtMs);
  }

  /** Both ways: a clock that is set back must not stop refreshes. */
  #since(epochMs = Number.NEGATIVE_INFINITY): number {
    return Math.abs(this.#options.now() - epochMs);
  }

  /** One that nobody would wait for any more slept in a frozen container: its answer would be old. */
  #ongoingLoad(): Load | undefined {
    return this.#since(this.#load?.askedAtMs) < this.#options.waitLimitMs ? this.#load : undefined;
  }

  #startLoad(): Load {
    const askedAtMs = this.#options.now();
    this.#questions += 1;
    const question = this.#questions;
    const load: Load = {
      askedAtMs,
      done: this.#read()
        .then((snapshot) => this.#keep({ snapshot, askedAtMs, question }))
        .catch((error) => {
          this.#failedAtMs = this.#options.now();
          this.#options.onFailure(error);
        })
        .finally(() => {
          if (this.#load === load) this.#load = undefined;
        }),
    };
    this.#load = load;
    return load;
  }

  /** An answer that was overtaken by a later question is dropped: versions never go back. */
  #keep(held: Held): void {
    if (!this.#held || held.question > this.#held.question) this.#held = held;
  }

  async #read(): Promise<Snapshot> {
    const { store } = this.#options;
    const held = this.#held?.snapshot;
    const head = await store.readHead();
    if (!head) {
      return { docVersion: 0, killVersion: 0, kills: {}, flags: new LazyFlags(EMPTY_DOCUMENT) };
    }
    const { killVersion, kills } = head;
    if (held?.docVersion === head.docVersion) return { ...held, killVersion, kills };
    const latest = await store.readDocument();
    if (!latest || latest.docVersion < head.docVersion) {
      throw new Error(`toggle document ${head.docVersion} is announced, but not there`);
    }
    const { docVersion, document } = latest;
    return { docVersion, killVersion, kills, flags: new LazyFlags(document) };
  }

  async #waitFor({ done }: Load): Promise<void> {
    const { startTimer, waitLimitMs, now } = this.#options;
    let cancel = () => {};
    const limit = new Promise<void>((resolve) => {
      cancel = startTimer(() => {
        this.#failedAtMs = now();
        this.#load = undefined; // whoever comes next must not wait for it as well
        resolve();
      }, waitLimitMs);
    });
    await Promise.race([done, limit]);
    cancel();
  }
}
