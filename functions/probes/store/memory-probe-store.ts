import type { NowMs } from '../../shared/clock.ts';
import { isoDate } from '../../shared/iso-date.ts';
import { NO_FIGURES, plus } from './figures.ts';
import type {
  Beat,
  DayFigures,
  Figures,
  Lease,
  ProbeStore,
  PublishedConfig,
  RunPart,
} from './probe-store.ts';
import { DAY_MS, DAYS_KEPT, RESULTS_KEPT_MS } from './retention.ts';

/** What probers remember, for tests and demos: gone with the process. */
export class MemoryProbeStore implements ProbeStore {
  readonly #now: NowMs;
  readonly #parts = new Map<string, RunPart>();
  /** By probe, then by the hour's moment. */
  readonly #hours = new Map<string, Map<number, Figures>>();
  readonly #leases = new Map<string, Lease>();
  readonly #beats = new Map<string, Beat>();
  readonly #waiting = new Map<string, Date>();
  readonly #configs = new Map<string, PublishedConfig>();

  constructor(now: NowMs) {
    this.#now = now;
  }

  async keep(part: RunPart): Promise<void> {
    this.#parts.set(`${part.at}#${part.group}#${part.region}`, part);
  }

  async *partsBetween(from: Date, to: Date): AsyncIterable<RunPart> {
    const oldest = Math.max(from.getTime(), this.#now() - RESULTS_KEPT_MS);
    for (const key of [...this.#parts.keys()].sort()) {
      const part = this.#parts.get(key);
      if (part && Date.parse(part.at) >= oldest && Date.parse(part.at) < to.getTime()) yield part;
    }
  }

  async keepHour(probe: string, hour: Date, figures: Figures): Promise<void> {
    const hours = this.#hours.get(probe) ?? new Map<number, Figures>();
    this.#hours.set(probe, hours.set(hour.getTime(), figures));
  }

  async days(probe: string): Promise<readonly DayFigures[]> {
    const oldest = isoDate(this.#now() - (DAYS_KEPT - 1) * DAY_MS);
    const days = new Map<string, Figures>();
    for (const [hour, figures] of this.#hours.get(probe) ?? []) {
      const day = isoDate(hour);
      if (day >= oldest) days.set(day, plus(days.get(day) ?? NO_FIGURES, figures));
    }
    return [...days]
      .map(([day, figures]) => ({ day, ...figures }))
      .sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  async lease(lease: Lease): Promise<boolean> {
    const key = `${lease.region}#${lease.group}`;
    const last = this.#leases.get(key);
    const isFree = !last || (last.until <= lease.from && last.scheduledAt < lease.scheduledAt);
    if (!isFree && last.holder !== lease.holder) return false;
    this.#leases.set(key, lease);
    return true;
  }

  async giveBack(lease: Lease): Promise<void> {
    const key = `${lease.region}#${lease.group}`;
    if (this.#leases.get(key)?.holder !== lease.holder) return;
    this.#leases.set(key, { ...lease, until: new Date(0) });
  }

  async keepBeat(heartbeat: string, beat: Beat): Promise<void> {
    const last = this.#beats.get(heartbeat);
    if (!last || last.at <= beat.at) this.#beats.set(heartbeat, beat);
  }

  async beats(heartbeats: readonly string[]): Promise<ReadonlyMap<string, Beat>> {
    return new Map([...this.#beats].filter(([name]) => heartbeats.includes(name)));
  }

  async waitingSince(heartbeats: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    for (const name of heartbeats) {
      if (!this.#waiting.has(name)) this.#waiting.set(name, new Date(this.#now()));
    }
    return new Map([...this.#waiting].filter(([name]) => heartbeats.includes(name)));
  }

  async publish(config: PublishedConfig): Promise<void> {
    this.#configs.set(config.region, config);
  }

  async published(region: string): Promise<PublishedConfig | undefined> {
    return this.#configs.get(region);
  }
}
