import type { NowMs } from '../../shared/clock.ts';
import { addCounts, type Counts, NO_COUNTS } from './counts.ts';
import { exposureHour } from './exposure-hour.ts';
import type { EventCount } from './exposure-store.ts';

/** One number that goes up; who serves a variant holds on to its counter. */
export interface Counter {
  count: number;
}

interface NamedCounter extends Counter {
  readonly key: string;
  readonly variant: string;
}

const HOUR_MS = 3_600_000;

/** Events are named by the code, not by users: more names than this are a mistake. */
const MAX_EVENTS = 100;
const EVENT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;

/** What a table takes as a number, with digits to spare for the sum of many. */
const MAX_VALUE = 1e12;
const SMALLEST_VALUE = 1e-6;

/** Counts in the container, under the hour in which it happened. */
export class ExposureCounter {
  readonly #now: NowMs;
  readonly #release: string;
  readonly #counters = new Map<string, Map<string, NamedCounter>>();
  readonly #events = new Map<string, { count: number; sum: number }>();
  #hour: number;
  #past: Counts = NO_COUNTS;

  constructor(now: NowMs, release: string) {
    this.#now = now;
    this.#release = release;
    this.#hour = Math.floor(now() / HOUR_MS);
  }

  /** The counter of a variant, for good. Before it is raised, `turnHour` must have been called. */
  counterOf(key: string, variant: string): Counter {
    const variants = this.#counters.get(key) ?? new Map<string, NamedCounter>();
    const counter = variants.get(variant) ?? { key, variant, count: 0 };
    this.#counters.set(key, variants.set(variant, counter));
    return counter;
  }

  /** Counts one serving. Bound: it can be passed on. */
  readonly count = (key: string, variant: string): void => {
    this.turnHour();
    this.counterOf(key, variant).count += 1;
  };

  /** Keeps what was counted before apart, when it was in another hour. Either way: a clock can be set back. */
  turnHour(): void {
    const hour = Math.floor(this.#now() / HOUR_MS);
    if (hour === this.#hour) return;
    this.#past = addCounts(this.#past, this.#counted());
    this.#hour = hour;
  }

  /** Counts an event of the service. A name that is none is not counted; a value that is no number counts 0. */
  track(event: string, value = 0): void {
    if (typeof event !== 'string' || !EVENT.test(event)) return; // code without types may give anything
    this.turnHour();
    const known = this.#events.get(event);
    if (!known && this.#events.size >= MAX_EVENTS) return;
    const { count = 0, sum = 0 } = known ?? {};
    this.#events.set(event, { count: count + 1, sum: limited(sum + limited(value)) });
  }

  /** Everything that was counted since the last time. */
  take(): Counts {
    const counts = addCounts(this.#past, this.#counted());
    this.#past = NO_COUNTS;
    return counts;
  }

  #counted(): Counts {
    const where = { hour: exposureHour(this.#hour * HOUR_MS), release: this.#release };
    const exposures = [...this.#counters.values()]
      .flatMap((variants) => [...variants.values()])
      .filter(({ count }) => count > 0)
      .map((counter) => {
        const exposure = { ...where, ...counter };
        counter.count = 0;
        return exposure;
      });
    const events = [...this.#events].map(
      ([event, { count, sum }]): EventCount => ({ ...where, event, count, sum }),
    );
    this.#events.clear();
    return { exposures, events };
  }
}

function limited(value: number): number {
  if (!Number.isFinite(value) || Math.abs(value) < SMALLEST_VALUE) return 0;
  return Math.max(-MAX_VALUE, Math.min(MAX_VALUE, value));
}
