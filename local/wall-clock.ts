/** The clocks of one time zone: what they show, and when they show it. */
export interface WallClock {
  /** What they show at a moment, written as if it were UTC: both in epoch milliseconds. */
  shownAt(momentMs: number): number;
  /** The first moment at which they show this; undefined where they skip it, as clocks in spring do. */
  momentOf(shownMs: number): number | undefined;
}

const DAY_MS = 24 * 60 * 60_000;

/** @param timeZone - an IANA name; throws an Error that names it where there is none such */
export function wallClock(timeZone: string): WallClock {
  const parts = formatOf(timeZone);
  const shownAt = (momentMs: number) => {
    const wholeSecondMs = Math.floor(momentMs / 1_000) * 1_000;
    const shown = Object.fromEntries(
      parts.formatToParts(wholeSecondMs).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (momentMs - wholeSecondMs);
  };
  return {
    shownAt,
    momentOf(shownMs) {
      // Clocks change once at most within two days.
      const offsets = [shownMs - DAY_MS, shownMs + DAY_MS].map((ms) => shownAt(ms) - ms);
      const moments = offsets.map((offsetMs) => shownMs - offsetMs).sort((a, b) => a - b);
      return moments.find((momentMs) => shownAt(momentMs) === shownMs);
    },
  };
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (cause) {
    throw new Error(`${timeZone} is no time zone`, { cause });
  }
}
