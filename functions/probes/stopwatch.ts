import type { Phases } from './observation.ts';

type Moment = 'begun' | 'resolved' | 'connected' | 'secured' | 'headers' | 'done';

/** Notes the moments of one exchange and tells the times between them. */
export class Stopwatch {
  readonly #nowMs: () => number;
  readonly #moments: Partial<Record<Moment, number>>;

  /** @param nowMs - a monotonic clock */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#moments = { begun: nowMs() };
  }

  note(moment: Moment): void {
    this.#moments[moment] ??= this.#nowMs();
  }

  phases(): Phases {
    const { begun, resolved, connected, secured, headers, done } = this.#moments;
    return Object.fromEntries(
      Object.entries({
        dnsMs: between(begun, resolved),
        connectMs: between(resolved ?? begun, connected),
        tlsMs: between(connected, secured),
        firstByteMs: between(secured ?? connected, headers),
        transferMs: between(headers, done),
      }).filter(([, value]) => value !== undefined),
    );
  }
}

/** Tenths of a millisecond: the rest is noise. */
function between(from: number | undefined, to: number | undefined): number | undefined {
  return from === undefined || to === undefined ? undefined : Math.round((to - from) * 10) / 10;
}
