import { type Command, InvalidArgumentError, Option } from 'commander';
import type { KnownIncident } from '../../functions/alarms/incident.ts';
import { isPeriod } from '../../functions/alarms/natural-period.ts';
import type { BandRule } from '../../functions/alarms/rule.ts';
import { durationMs } from '../duration.ts';
import { collected } from '../probes/collected.ts';
import { timestampParser } from './parse-timestamp.ts';

/** Which history is replayed, as it was typed. */
export interface HistoryOptions {
  readonly from?: string;
  readonly metric?: string;
  readonly alarm?: string;
  readonly stat?: string;
  /** Seconds. */
  readonly period?: number;
  /** Milliseconds, as `learn`. @default - two weeks */
  readonly history?: number;
  readonly learn: number;
  readonly timeZone?: string;
  readonly incident?: readonly KnownIncident[];
  readonly side?: BandRule['side'];
}

const DAY_MS = 86_400_000;

/** The options that all commands which replay history have in common. */
export function addHistoryOptions(command: Command): Command {
  return command
    .option('--from <source>', 'CloudWatch, or a CSV file with the columns timestamp,value')
    .option(
      '--metric <metric>',
      "of CloudWatch: 'AWS/Lambda/Duration{FunctionName=storefront}', with a comma between dimensions",
    )
    .option('--alarm <name>', 'an alarm of the stage: its metric, and its rule where none is given')
    .option(
      '--stat <statistic>',
      'Average, Maximum, Minimum, Sum; of CloudWatch p99 and the like, too',
    )
    .option('--period <time>', "of one point: 1m, 5m, … (default: the history's own)", period)
    .option('--history <time>', 'of CloudWatch, so much of it (default: 14d)', durationMs)
    .addOption(
      new Option('--learn <time>', 'so much of it only teaches the band, and is not judged')
        .argParser(durationMs)
        .default(3 * DAY_MS, '3d'),
    )
    .option('--time-zone <zone>', "of times without an offset in a file: 'Europe/Berlin'", timeZone)
    .option(
      '--incident <from/to>',
      'a time that something was wrong (2026-11-10T13:20Z/2026-11-10T14:00Z): other alarms are false; several times for several',
      collected(incident),
    )
    .addOption(
      new Option('--side <side>', 'of what is normal: where values are bad').choices([
        'above',
        'below',
        'either',
      ]),
    );
}

function period(text: string): number {
  const seconds = durationMs(text) / 1000;
  if (isPeriod(seconds)) return seconds;
  throw new InvalidArgumentError('Give 10s, 20s, 30s, or whole minutes: CloudWatch has no others.');
}

function timeZone(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError('Give a name as in Europe/Berlin, or UTC.');
  }
}

function incident(text: string): KnownIncident {
  const [from, to, ...more] = text.split('/');
  if (from === undefined || to === undefined || more.length > 0) {
    throw new Error('Give two times: 2026-11-10T13:20Z/2026-11-10T14:00Z');
  }
  const parse = timestampParser(undefined);
  const [fromMs, toMs] = [parse(from), parse(to)];
  if (fromMs < toMs) return { fromMs, toMs };
  throw new Error('The first time must be before the second');
}
