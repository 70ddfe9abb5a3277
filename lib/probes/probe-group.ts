import { createHash } from 'node:crypto';
import { type DurationText, millisecondsOf } from '../settings/duration-text.ts';

/** Probes that run together, on one schedule. */
export interface ProbeGroup {
  /** Part of the schedule's name, e.g. `rate-1m`, `cron-1a2b3c4d`. */
  readonly name: string;
  /** As EventBridge Scheduler takes it, e.g. `rate(5 minutes)`, `cron(0 6 ? * MON-FRI *)`. */
  readonly schedule: string;
  /** Of a cron, an IANA name. */
  readonly timeZone?: string;
  /** Time between two runs; absent of a cron. */
  readonly everyMinutes?: number;
}

/** Part of what the settings say of a probe. */
export interface ProbeSchedule {
  readonly every?: DurationText;
  readonly cron?: string;
  readonly timeZone?: string;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** On which schedule a probe runs. Those that run more often than each minute run in that of each minute. */
export function groupOf(probe: ProbeSchedule, interval: DurationText): ProbeGroup {
  const { cron, timeZone = 'UTC', every = interval } = probe;
  if (cron !== undefined) {
    const text = cron.trim().split(/\s+/).join(' ');
    const hash = createHash('sha256').update(`${text} ${timeZone}`).digest('hex').slice(0, 8);
    return { name: `cron-${hash}`, schedule: `cron(${text})`, timeZone };
  }
  const everyMinutes = Math.max(1, timeOf(every) / MINUTE_MS);
  const unit = everyMinutes === 1 ? 'minute' : 'minutes';
  return {
    name: `rate-${everyMinutes}m`,
    schedule: `rate(${everyMinutes} ${unit})`,
    everyMinutes,
  };
}

/** How often a probe is made within the run of a minute; undefined where it is once a run. */
export function everySecondsOf({ every, cron }: ProbeSchedule): 10 | 20 | 30 | undefined {
  if (every === undefined || cron !== undefined) return undefined;
  const seconds = timeOf(every) / SECOND_MS;
  return seconds === 10 || seconds === 20 || seconds === 30 ? seconds : undefined;
}

function timeOf(text: DurationText): number {
  const milliseconds = millisecondsOf(text);
  if (milliseconds === undefined) throw new Error(`'${text}' is no time with its unit`);
  return milliseconds;
}
