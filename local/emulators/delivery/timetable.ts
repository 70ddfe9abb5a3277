import type { Clock, Timer } from '../../clock.ts';
import type { Schedule } from '../../schedule-expression.ts';
import { recur } from './recurrence.ts';

/** Something that may have times of its own. */
export interface Timed {
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly schedule?: Schedule;
}

/** Rules or schedules by their ARN, each run when its time comes. */
export class Timetable<Entry extends Timed> {
  readonly #clock: Clock;
  readonly #fire: (entry: Entry, dueMs: number) => Promise<void>;
  readonly #entries = new Map<string, Entry>();
  readonly #timers = new Map<string, Timer>();

  constructor(clock: Clock, fire: (entry: Entry, dueMs: number) => Promise<void>) {
    this.#clock = clock;
    this.#fire = fire;
  }

  all(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  /** Sets up an entry, in place of one with the same ARN. */
  set(entry: Entry): void {
    this.remove(entry.arn);
    this.#entries.set(entry.arn, entry);
    if (!entry.isEnabled || !entry.schedule) return;
    const fire = (dueMs: number) => this.#fire(entry, dueMs);
    this.#timers.set(entry.arn, recur(this.#clock, entry.schedule, fire));
  }

  remove(arn: string): void {
    this.#timers.get(arn)?.cancel();
    this.#timers.delete(arn);
    this.#entries.delete(arn);
  }

  stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
  }
}
