import { type Command, InvalidArgumentError } from 'commander';
import type { AlarmRule, BandRule } from '../../functions/alarms/rule.ts';
import { CliError } from '../cli-error.ts';

/** How an alarm is to judge, as it was typed. */
export interface RuleOptions {
  readonly band?: number;
  readonly above?: number;
  readonly below?: number;
  readonly points?: Points;
  readonly missing?: AlarmRule['missingData'];
  readonly side?: BandRule['side'];
}

interface Points {
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
}

const LEAST_BAND = 1;
const MOST_BAND = 10;
const DAY_S = 86_400;
const HOUR_S = 3_600;

/** As settings call them: `band`, `above`, `below`, `points`. */
export function addRuleOptions(command: Command): Command {
  return command
    .option('--band <deviations>', 'standard deviations from what is normal: 1 to 10', band)
    .option('--above <limit>', 'a fixed limit in place of a band', limit)
    .option('--below <limit>', 'a fixed limit in place of a band', limit)
    .option('--points <M/N>', 'so many of the latest N points must breach', points)
    .option('--missing <treatment>', 'missing, ignore, breaching or notBreaching', missing);
}

/** The default of a latency's alarm. */
const DEFAULT = {
  kind: 'band',
  deviations: 3,
  side: 'above',
  datapointsToAlarm: 3,
  evaluationPeriods: 3,
  missingData: 'missing',
} as const;

/** What was typed, else what the alarm has, else the default of a latency's alarm. */
export function ruleFrom(
  options: RuleOptions,
  periodSeconds: number,
  ofAlarm?: AlarmRule,
): AlarmRule {
  const base = ofAlarm ?? { ...DEFAULT, periodSeconds };
  const { datapointsToAlarm, evaluationPeriods } = { ...base, ...options.points };
  const missingData = options.missing ?? base.missingData;
  const rule = {
    ...limitOf(options, base),
    datapointsToAlarm,
    evaluationPeriods,
    periodSeconds,
    missingData,
  };
  checkRule(rule);
  return rule;
}

type Limit =
  | Pick<BandRule, 'kind' | 'deviations' | 'side'>
  | Pick<Extract<AlarmRule, { kind: 'threshold' }>, 'kind' | 'comparison' | 'threshold'>;

function limitOf({ band, above, below, side }: RuleOptions, base: AlarmRule): Limit {
  const given = [band, above, below].filter((each) => each !== undefined);
  if (given.length > 1) throw wrong('Give one of --band, --above and --below, not several.');
  if (above !== undefined) return { kind: 'threshold', comparison: 'above', threshold: above };
  if (below !== undefined) return { kind: 'threshold', comparison: 'below', threshold: below };
  if (band === undefined && base.kind === 'threshold') {
    const { kind, comparison, threshold } = base;
    if (side !== undefined) throw wrong('--side is of bands: give --band, or leave it out.');
    return { kind, comparison, threshold };
  }
  const own = base.kind === 'band' ? base : DEFAULT;
  return { kind: 'band', deviations: band ?? own.deviations, side: side ?? own.side };
}

function checkRule(rule: AlarmRule): void {
  const { datapointsToAlarm: m, evaluationPeriods: n, periodSeconds } = rule;
  if (rule.kind === 'band' && n === 1) {
    throw wrong('A band of 1/1 raises an alarm a day on noise. Give --points 3/3, or 3/5.');
  }
  const longestS = periodSeconds < HOUR_S ? DAY_S : 7 * DAY_S;
  if (n * periodSeconds <= longestS) return;
  throw wrong(
    `--points ${m}/${n} of ${periodSeconds} s look back further than the ${longestS / DAY_S} d that CloudWatch allows.`,
  );
}

function wrong(message: string): CliError {
  return new CliError(message, { exitCode: 2 });
}

function band(text: string): number {
  const deviations = limit(text);
  if (deviations >= LEAST_BAND && deviations <= MOST_BAND) return deviations;
  throw new InvalidArgumentError(`Give ${LEAST_BAND} to ${MOST_BAND}.`);
}

function limit(text: string): number {
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))) {
    return Number(text);
  }
  throw new InvalidArgumentError("Give a number in the metric's unit: 400, 0.05.");
}

function points(text: string): Points {
  const [, m, n] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  const [datapointsToAlarm, evaluationPeriods] = [Number(m), Number(n)];
  if (datapointsToAlarm <= evaluationPeriods) return { datapointsToAlarm, evaluationPeriods };
  throw new InvalidArgumentError('Give M/N with M up to N: 3/5 are three of the latest five.');
}

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

function missing(text: string): AlarmRule['missingData'] {
  const treatment = TREATMENTS.find((known) => known === text);
  if (treatment) return treatment;
  throw new InvalidArgumentError(`Choose ${TREATMENTS.join(', ')}.`);
}
