import { type DurationText, millisecondsOf } from '../settings/duration-text.ts';
import type { ProbeSettings } from '../settings/probe-settings.ts';
import { own } from '../settings/shape.ts';
import type { Settings } from '../settings.ts';
import { groupOf } from './probe-group.ts';

/** What alarms must know of a probe. */
export interface WatchedProbe {
  readonly name: string;

  /** Time between two results, rounded up to whole minutes; absent of a cron. */
  readonly everyMinutes?: number;

  /**
   * Whether its alarm on unusual latency is worth its price.
   * @default true
   */
  readonly hasBand?: boolean;

  /**
   * What is slow until the band has learned, in milliseconds.
   * @default 5000
   */
  readonly slowMs?: number;
}

const INTERVAL: DurationText = '1m';

/** A band costs more than all else of a probe. With more probes than this only those of the service itself have one. */
const MOST_BANDS = 20;

/** What is usual is learned from results that come all the time. */
const RAREST_BAND_MINUTES = 60;

/** The probes of the settings, as alarms watch them. */
export function watchedProbes({
  probes,
  probeInterval: interval = INTERVAL,
}: Pick<Settings, 'probes' | 'probeInterval'>): readonly WatchedProbe[] {
  const withBand = bandsAmong(probes, interval);
  return probes.map((probe) => ({
    name: probe.name,
    ...timingOf(probe, interval),
    hasBand: withBand.includes(probe),
    slowMs: slowMsOf(probe),
  }));
}

function timingOf(
  probe: ProbeSettings,
  interval: DurationText,
): Pick<WatchedProbe, 'everyMinutes'> {
  const { everyMinutes } = groupOf(probe, interval);
  return everyMinutes === undefined ? {} : { everyMinutes };
}

/** What it is expected to need, of a journey in all its steps; else half the time after which it gives up. */
function slowMsOf(probe: ProbeSettings): number {
  if (probe.journey) {
    const steps = probe.journey.map(({ expect }) => expectedMs(expect));
    const known = steps.filter((ms) => ms !== undefined);
    if (known.length === steps.length) return known.reduce((sum, ms) => sum + ms, 0);
  }
  const giveUpMs = millisecondsOf(probe.timeout) ?? (probe.journey ? 20_000 : 10_000);
  return expectedMs(probe.expect) ?? giveUpMs / 2;
}

function expectedMs(expect: object | undefined): number | undefined {
  if (!expect) return undefined;
  return millisecondsOf(own(expect, 'totalWithin')) ?? millisecondsOf(own(expect, 'headersWithin'));
}

function bandsAmong(
  probes: readonly ProbeSettings[],
  interval: DurationText,
): readonly ProbeSettings[] {
  const candidates = probes.filter((probe) => {
    const { everyMinutes = Number.POSITIVE_INFINITY } = timingOf(probe, interval);
    return isTimed(probe) && everyMinutes <= RAREST_BAND_MINUTES;
  });
  if (candidates.length <= MOST_BANDS) return candidates;
  return candidates.filter(isOfService).slice(0, MOST_BANDS);
}

/** Whether its latency is that of answers, not of a network. */
function isTimed({ path, url, journey }: ProbeSettings): boolean {
  return path !== undefined || url !== undefined || journey !== undefined;
}

function isOfService({ path, journey = [] }: ProbeSettings): boolean {
  return path !== undefined || journey.some((step) => step.path !== undefined);
}
