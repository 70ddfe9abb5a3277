/** What a clock on the wall of a time zone shows. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 86_400_000;

/** Time in one time zone (IANA name). */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat | undefined;

  /** Throws an Error for an unknown name. */
  constructor(name: string) {
    if (name === 'UTC') return;
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
    } catch (error) {
      throw new Error(`${name} is no known time zone (e.g. Europe/Vienna)`, { cause: error });
    }
  }

  wallTimeAt(atMs: number): WallTime {
    const shifted = new Date(atMs + this.#offsetMs(atMs));
    return {
      year: shifted.getUTCFullYear(),
      month: shifted.getUTCMonth() + 1,
      day: shifted.getUTCDate(),
      hour: shifted.getUTCHours(),
      minute: shifted.getUTCMinutes(),
      second: shifted.getUTCSeconds(),
    };
  }

  /**
   * The moment when the wall shows this. Of an hour that comes twice (end of daylight saving) the first; undefined in
   * the hour that is left out.
   */
  momentOf({ year, month, day, hour, minute, second }: WallTime): number | undefined {
    const asUtcMs = Date.UTC(year, month - 1, day, hour, minute, second);
    const offsets = [this.#offsetMs(asUtcMs - DAY_MS), this.#offsetMs(asUtcMs + DAY_MS)];
    const moments = offsets.map((offsetMs) => asUtcMs - offsetMs);
    return moments.sort((a, b) => a - b).find((atMs) => atMs + this.#offsetMs(atMs) === asUtcMs);
  }

  /** How far the wall is ahead of UTC. */
  #offsetMs(atMs: number): number {
    if (!this.#format) return 0;
    const parts = this.#format.formatToParts(atMs);
    const [year = 0, month = 1, day, hour, minute, second] = [
      'year',
      'month',
      'day',
      'hour',
      'minute',
      'second',
    ].map((type) => Number(parts.find((part) => part.type === type)?.value));
    const wholeMs = Math.floor(atMs / 1000) * 1000;
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeMs;
  }
}
