import { millisecondsOf } from './duration-text.ts';
import { type Entry, entriesOf, entryAt } from './entries.ts';
import { longestTimeoutMs } from './probe-times.ts';
import type { Flaw } from './settings-error.ts';
import { own } from './shape.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const SHORTEST_TIMEOUT_MS = 100;
const WITHIN_A_MINUTE = [10, 20, 30];

/** What is wrong with when a probe runs, and how long it may take. */
export function probeScheduleFlaws(probe: Entry): Flaw[] {
  return [
    ...everyFlaws(probe),
    ...bothFlaws(probe),
    ...timeoutFlaws(probe),
    ...expectedTimes(probe).flatMap((expect) => timeFlaws(expect, timeoutOf(probe))),
    ...entryAt(probe, 'heartbeat').flatMap(heartbeatFlaws),
  ];
}

function everyFlaws({ path, value }: Entry): Flaw[] {
  const text = own(value, 'every');
  const everyMs = millisecondsOf(text);
  if (everyMs === undefined || WITHIN_A_MINUTE.includes(everyMs / SECOND_MS)) return [];
  const isInRange = everyMs >= MINUTE_MS && everyMs <= 24 * HOUR_MS;
  if (isInRange && everyMs % MINUTE_MS === 0) return [];
  const rule = `must be 10s, 20s, 30s, or whole minutes from 1m to 24h, not ${text}.`;
  return [{ path: `${path}.every`, rule, fix: "Use '1m', or cron for what is rarer than a day." }];
}

function bothFlaws({ path, value }: Entry): Flaw[] {
  const [every, cron, timeZone] = ['every', 'cron', 'timeZone'].map((key) => own(value, key));
  if (every !== undefined && cron !== undefined) {
    return [{ path, rule: "has both 'every' and 'cron'.", fix: 'Say when it runs in one way.' }];
  }
  if (timeZone === undefined || cron !== undefined) return [];
  const fix = 'Remove it: a rate knows no clocks.';
  return [{ path: `${path}.timeZone`, rule: "is there without 'cron'.", fix }];
}

function timeoutFlaws({ path, value }: Entry): Flaw[] {
  const text = own(value, 'timeout');
  const timeoutMs = millisecondsOf(text);
  if (timeoutMs === undefined) return [];
  const longestMs = longestTimeoutMs(everySecondsOf(value));
  if (timeoutMs >= SHORTEST_TIMEOUT_MS && timeoutMs <= longestMs) return [];
  const rule = `must be from ${SHORTEST_TIMEOUT_MS}ms to ${longestMs / SECOND_MS}s, not ${text}.`;
  const fix = 'A failure is confirmed at once: two attempts must fit into a run.';
  return [{ path: `${path}.timeout`, rule, fix }];
}

function everySecondsOf(probe: object): number | undefined {
  const seconds = (millisecondsOf(own(probe, 'every')) ?? 0) / SECOND_MS;
  return WITHIN_A_MINUTE.includes(seconds) ? seconds : undefined;
}

/** After which one attempt is given up; where that is wrong itself, the longest that could be. */
function timeoutOf({ value }: Entry): number {
  const longestMs = longestTimeoutMs(everySecondsOf(value));
  const isJourney = own(value, 'journey') !== undefined;
  const defaultMs = isJourney ? 20 * SECOND_MS : 10 * SECOND_MS;
  return Math.min(millisecondsOf(own(value, 'timeout')) ?? defaultMs, longestMs);
}

function expectedTimes(probe: Entry): Entry[] {
  return [probe, ...stepsOf(probe)].flatMap((one) => entryAt(one, 'expect'));
}

function stepsOf(probe: Entry): Entry[] {
  return entriesOf(probe.value, 'journey', probe.path);
}

function timeFlaws({ path, value }: Entry, timeoutMs: number): Flaw[] {
  return ['headersWithin', 'totalWithin'].flatMap((key) => {
    const text = own(value, key);
    const expectedMs = millisecondsOf(text);
    if (expectedMs === undefined || (expectedMs >= 1 && expectedMs < timeoutMs)) return [];
    const rule = `must be from 1ms and under the timeout, ${timeoutMs}ms, not ${text}.`;
    return [{ path: `${path}.${key}`, rule, fix: 'Expect less, or raise timeout.' }];
  });
}

const LONGEST_PERIOD_MS = 768 * HOUR_MS;

function heartbeatFlaws({ path, value }: Entry): Flaw[] {
  const [period, grace] = ['period', 'grace'].map((key) => own(value, key));
  const [periodMs = MINUTE_MS, graceMs = 0] = [period, grace].map(millisecondsOf);
  const flaws: Flaw[] = [];
  if (periodMs < MINUTE_MS || periodMs > LONGEST_PERIOD_MS) {
    const rule = `must be from 1m to 768h, not ${period}.`;
    flaws.push({ path: `${path}.period`, rule, fix: 'Give the time between two runs of the job.' });
  }
  if (graceMs > 24 * HOUR_MS) {
    const rule = `must be at most 24h, not ${grace}.`;
    flaws.push({ path: `${path}.grace`, rule, fix: 'Give how late it may be, and not more.' });
  }
  return flaws;
}
