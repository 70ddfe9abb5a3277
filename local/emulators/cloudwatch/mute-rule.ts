import { z } from 'zod/mini';
import { isoDurationMs } from '../../iso-duration.ts';
import { wallClock } from '../../wall-clock.ts';
import { flawsOf } from '../flaws.ts';
import { type MuteOccurrences, parseMuteExpression } from './mute-expression.ts';

const MINUTE_MS = 60_000;
const LONGEST_MS = 15 * 24 * 60 * MINUTE_MS;
const MOST_ALARMS = 100;

/** With a zone, or in the rule's own. */
const date = z.optional(z.union([z.date(), z.string()]));

const name = z.string().check(z.minLength(1), z.maxLength(255));

const DEFINITION = z.object({
  Name: name,
  Description: z.optional(z.string()),
  Rule: z.strictObject({
    Schedule: z.strictObject({
      Expression: z.string().check(z.minLength(1), z.maxLength(256)),
      Duration: z.string().check(z.minLength(1), z.maxLength(50)),
      Timezone: z.optional(z.string().check(z.minLength(1), z.maxLength(50))),
    }),
  }),
  MuteTargets: z.optional(
    z.strictObject({ AlarmNames: z.array(name).check(z.maxLength(MOST_ALARMS)) }),
  ),
  StartDate: date,
  ExpireDate: date,
});

export const MUTE_RULE_PROPERTIES = Object.keys(DEFINITION.shape);

export type MuteRuleDefinition = z.output<typeof DEFINITION>;

/** A mute rule that was checked and can be asked. */
export interface MuteRule {
  readonly definition: MuteRuleDefinition;
  readonly occurrences: MuteOccurrences;
  readonly durationMs: number;
  /** From when on, and until before when, it counts: epoch milliseconds. */
  readonly fromMs: number;
  readonly untilMs: number;
  readonly updatedMs: number;
}

/** One time that a rule mutes, in epoch milliseconds: from `startMs` to before `endMs`. */
export interface MuteWindow {
  readonly startMs: number;
  readonly endMs: number;
}

/** Reads a mute rule as the API and templates write it; throws an Error that says what is wrong. */
export function parseMuteRule(input: unknown, updatedMs: number): MuteRule {
  const read = DEFINITION.safeParse(input);
  if (!read.success) throw new Error(flawsOf(read.error));
  const { Expression, Duration, Timezone } = read.data.Rule.Schedule;
  const durationMs = isoDurationMs(Duration) ?? Number.NaN;
  if (!(durationMs >= MINUTE_MS && durationMs <= LONGEST_MS)) {
    throw new Error(`Duration ${Duration} must be ISO 8601 from PT1M to P15D, as PT2H`);
  }
  const { StartDate, ExpireDate } = read.data;
  return {
    definition: read.data,
    occurrences: parseMuteExpression(Expression, Timezone),
    durationMs,
    fromMs: momentOf(StartDate, Timezone) ?? Number.NEGATIVE_INFINITY,
    untilMs: momentOf(ExpireDate, Timezone) ?? Number.POSITIVE_INFINITY,
    updatedMs,
  };
}

/** The window that holds at `nowMs`, the latest where several do; undefined where none does. */
export function muteWindow(rule: MuteRule, nowMs: number): MuteWindow | undefined {
  if (nowMs >= rule.untilMs || nowMs < rule.fromMs) return undefined;
  const { occurrences, durationMs } = rule;
  let latest: number | undefined;
  let next = occurrences.next(nowMs - durationMs);
  while (next !== undefined && next <= nowMs) {
    latest = next;
    next = occurrences.next(next);
  }
  return latest === undefined ? undefined : { startMs: latest, endMs: latest + durationMs };
}

export function muteStatus(rule: MuteRule, nowMs: number): 'ACTIVE' | 'EXPIRED' | 'SCHEDULED' {
  if (muteWindow(rule, nowMs)) return 'ACTIVE';
  const isOver = rule.occurrences.next(nowMs) === undefined;
  return isOver || nowMs >= rule.untilMs ? 'EXPIRED' : 'SCHEDULED';
}

function momentOf(date: Date | string | undefined, timeZone = 'UTC'): number | undefined {
  if (date === undefined) return undefined;
  const hasZone = typeof date !== 'string' || /Z$|[+-]\d\d:?\d\d$/.test(date);
  const shownMs = Number(new Date(hasZone ? date : `${date}Z`));
  const atMs = hasZone || Number.isNaN(shownMs) ? shownMs : wallClock(timeZone).momentOf(shownMs);
  if (atMs !== undefined && !Number.isNaN(atMs)) return atMs;
  throw new Error(`the date ${date} must be like 2026-12-31T23:59`);
}
