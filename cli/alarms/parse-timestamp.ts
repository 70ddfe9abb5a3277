import { momentOf } from '../../functions/probes/maintenance/zoned-time.ts';
import { shownCell } from './shown-cell.ts';

const LOCAL =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(Z|z|UTC|[+-]\d\d:?(?:\d\d)?)?$/;
const EPOCH = /^-?\d{9,13}(?:\.\d+)?$/;

/** Seconds since 1970 are below this until the year 5138, milliseconds above it since 1973. */
const LEAST_AS_MILLISECONDS = 1e11;

/** Zones change their offset at quarters of an hour. */
const BLOCK_MS = 900_000;

/**
 * Reads times as files hold them: ISO 8601 with an offset, seconds or milliseconds since 1970. Without an offset they
 * are of `timeZone`; where none is given nobody knows what they mean, and they are refused.
 */
export function timestampParser(timeZone: string | undefined): (text: string) => number {
  const offsets = new Map<number, number>();
  const inZone = (localMs: number, zone: string) => {
    const block = Math.floor(localMs / BLOCK_MS);
    const known = offsets.get(block);
    if (known !== undefined) return localMs + known;
    const offset = momentOf(block * BLOCK_MS, zone) - block * BLOCK_MS;
    offsets.set(block, offset);
    return localMs + offset;
  };
  return (text) => {
    if (EPOCH.test(text)) return epochMs(Number(text));
    const parts = LOCAL.exec(text);
    const localMs = parts ? localMsOf(parts) : Number.NaN;
    if (Number.isNaN(localMs)) throw new Error(`${shownCell(text)} is no time. ${FORMS}`);
    const offset = parts?.[8];
    if (offset !== undefined) return localMs - offsetMs(offset);
    if (timeZone !== undefined) return inZone(localMs, timeZone);
    throw new Error(`${shownCell(text)} does not say in which time zone it is. ${FIX}`);
  };
}

const FORMS = 'Give ISO 8601 (2026-11-23T13:40:00Z), or seconds or milliseconds since 1970';
const FIX = 'Give --time-zone UTC (or Europe/Berlin, …), or write times with Z or an offset';

function epochMs(epoch: number): number {
  return Math.abs(epoch) < LEAST_AS_MILLISECONDS ? epoch * 1000 : epoch;
}

/** NaN of days that no calendar has: `2026-02-30`. */
function localMsOf(parts: RegExpExecArray): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const millisecond = Number(`0.${parts[7] ?? 0}`) * 1000;
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.getTime()
    : Number.NaN;
}

function offsetMs(offset: string): number {
  const [, sign = '+', hours = 0, minutes = 0] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
