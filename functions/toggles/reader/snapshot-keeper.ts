import type { NowMs } from '../../shared/clock.ts';
import { type StartTimer, systemTimer } from '../../shared/timer.ts';
import { refuseOtherBucketing } from '../store/other-bucketing.ts';
import type { ToggleHead, ToggleStore } from '../store/toggle-store.ts';
import { EMPTY_DOCUMENT } from '../toggle-document.ts';
import type { Snapshot } from './evaluate.ts';
import { LazyFlags } from './lazy-flags.ts';
import { waitAtMost } from './wait-at-most.ts';

export interface SnapshotKeeperOptions {
  readonly store: Pick<ToggleStore, 'readHead' | 'readDocument'>;
  readonly now: NowMs;
  /** @default - the container's own timers */
  readonly startTimer?: StartTimer;
  /** Age from which the store is asked again, alongside the work. @default 2000 */
  readonly softLimitMs?: number;
  /**
   * How long a change may take to be served while the store answers. The work waits for the store as soon as it could
   * become that old before an answer comes: `waitLimitMs` earlier. Must be greater than that.
   * @default 10000
   */
  readonly hardLimitMs?: number;
  /** Longest wait for the store at the start or the end of an invocation. */
  readonly waitLimitMs: number;
  /** Told of a refresh that failed. */
  readonly onFailure: (error: unknown) => void;
  /** Told at the start of each invocation that goes on with something too old. @default - nobody */
  readonly onStale?: () => void;
}

interface Answer {
  readonly snapshot: Snapshot;
  /** Why its document is still the one before. */
  readonly failure?: unknown;
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
  #failure: { readonly atMs: number; readonly wasDue: boolean } | undefined;

  constructor(options: SnapshotKeeperOptions) {
    this.#options = {
      softLimitMs: 2_000,
      hardLimitMs: 10_000,
      startTimer: systemTimer,
      onStale: () => {},
      ...options,
    };
  }

  /** The last known good one, however old; undefined before the store has ever answered. */
  get current(): Snapshot | undefined {
    return this.#held?.snapshot;
  }

  /** Whether what is held was asked for longer ago than the hard limit. */
  get isStale(): boolean {
    return this.#ageMs() >= this.#options.hardLimitMs;
  }

  /**
   * Call at the start of each invocation: waits only when what is held would pass the hard limit. A store that has
   * just failed is left alone until the soft limit has passed, or an outage would slow down every invocation.
   */
  async refresh(): Promise<void> {
    await this.#refreshIfOld();
    if (this.isStale) this.#options.onStale();
  }

  /** Call before an invocation ends: a container is frozen right after, and the read with it. */
  async settle(): Promise<void> {
    const load = this.#ongoingLoad();
    if (load) await this.#waitFor(load);
  }

  async #refreshIfOld(): Promise<void> {
    if (this.#ageMs() < this.#options.softLimitMs || this.#leavesStoreAlone()) return;
    const load = this.#ongoingLoad() ?? this.#startLoad();
    if (this.#isDue()) await this.#waitFor(load);
  }

  #ageMs(): number {
    return this.#since(this.#held?.askedAtMs);
  }

  /** Whether a read that is started later, or not waited for, may come too late for the hard limit. */
  #isDue(): boolean {
    const { hardLimitMs, waitLimitMs } = this.#options;
    return this.#ageMs() >= hardLimitMs - waitLimitMs;
  }

  /** A read that failed while there was time is tried once more when there is none left. */
  #leavesStoreAlone(): boolean {
    const isRecent = this.#since(this.#failure?.atMs) < this.#options.softLimitMs;
    return isRecent && (this.#failure?.wasDue === true || !this.#isDue());
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
        .then((answer) => this.#keep(answer, askedAtMs, question))
        .catch((error) => this.#note(error))
        .finally(() => {
          if (this.#load === load) this.#load = undefined;
        }),
    };
    this.#load = load;
    return load;
  }

  /** An answer that was overtaken is dropped: by a later question, or by an earlier one that was repeated. */
  #keep({ snapshot, failure }: Answer, askedAtMs: number, question: number): void {
    if (failure !== undefined) this.#note(failure);
    const held = this.#held;
    if (held && (question <= held.question || isOlder(snapshot, held.snapshot))) return;
    const isWhole = failure === undefined || !held;
    this.#held = { snapshot, question, askedAtMs: isWhole ? askedAtMs : held.askedAtMs };
  }

  #note(failure: unknown): void {
    this.#backOff();
    this.#options.onFailure(failure);
  }

  #backOff(): void {
    this.#failure = { atMs: this.#options.now(), wasDue: this.#isDue() };
  }

  async #read(): Promise<Answer> {
    const held = this.#held?.snapshot;
    const head = (await this.#options.store.readHead()) ?? NEVER_EDITED;
    refuseBroken(head);
    if (held) refuseOlder(head, held);
    const { docVersion, killVersion, kills } = head;
    if (held?.docVersion === docVersion) {
      const isSame = held.killVersion === killVersion;
      return { snapshot: isSame ? held : { ...held, killVersion, kills } };
    }
    try {
      return { snapshot: await this.#readWhole(head) };
    } catch (failure) {
      if (!held) throw failure;
      // A kill counts without the document. None ends without it: it may have ended with a toggle that is held still.
      return { snapshot: { ...held, killVersion, kills: { ...held.kills, ...kills } }, failure };
    }
  }

  async #readWhole(head: ToggleHead): Promise<Snapshot> {
    const { killVersion, kills } = head;
    if (head.docVersion === 0) {
      return { docVersion: 0, killVersion, kills, flags: new LazyFlags(EMPTY_DOCUMENT) };
    }
    const latest = await this.#options.store.readDocument();
    if (!latest || !(latest.docVersion >= head.docVersion)) {
      throw new Error(`toggle document ${head.docVersion} is announced, but not there`);
    }
    const { docVersion, document } = latest;
    refuseOtherBucketing(document);
    return { docVersion, killVersion, kills, flags: new LazyFlags(document) };
  }

  async #waitFor(load: Load): Promise<void> {
    const { waitLimitMs, startTimer } = this.#options;
    if (await waitAtMost(waitLimitMs, load.done, startTimer)) return;
    this.#backOff();
    if (this.#load === load) this.#load = undefined; // whoever comes next must not wait for it as well
  }
}

const NEVER_EDITED: ToggleHead = { docVersion: 0, killVersion: 0, kills: {} };

function refuseBroken({ docVersion, killVersion, kills }: ToggleHead): void {
  const isWhole = [docVersion, killVersion].every(Number.isSafeInteger);
  if (isWhole && typeof kills === 'object' && kills !== null) return;
  throw new Error('the head of the toggles table is corrupt; restore the table to a moment before');
}

/** Both versions only grow; a table that was restored to an earlier moment is no reason to end a kill unseen. */
function refuseOlder(head: ToggleHead, held: Snapshot): void {
  if (!isOlder(head, held)) return;
  const went = `from ${held.docVersion}.${held.killVersion} to ${head.docVersion}.${head.killVersion}`;
  throw new Error(
    `the toggles table went back ${went}; if it was restored, deploy the function anew`,
  );
}

type Versions = Pick<ToggleHead, 'docVersion' | 'killVersion'>;

function isOlder(one: Versions, other: Versions): boolean {
  return one.docVersion < other.docVersion || one.killVersion < other.killVersion;
}
