import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  ComparisonOperator,
  CompositeAlarm,
  type IMetric,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { guardedServiceOf, stateFacts } from '../alarm-description.ts';
import { announce } from '../announce.ts';
import { type Identity, nameOf } from '../identity.ts';
import { probeMetric } from '../probe-metric.ts';
import type { Topics } from '../topics.ts';

export interface BurnRatesProps {
  readonly identity: Identity;
  readonly topics: Topics;
  /** The objective's name in the settings. */
  readonly name: string;
  /** In percent, of 30 days. */
  readonly availability: number;
  /** Whose runs count: those from the stage's own region. */
  readonly probe: { readonly name: string; readonly everyMinutes: number };
}

interface Window {
  readonly name: string;
  readonly length: Duration;
}

/** A pair fires while both are used up faster than `burn` times the even pace: the short one ends it soon. */
interface Pair {
  readonly burn: number;
  readonly long: Window;
  readonly short: Window;
}

const window = (name: string, minutes: number): Window => ({
  name,
  length: Duration.minutes(minutes),
});

const FAST: Pair = { burn: 14.4, long: window('1h', 60), short: window('5m', 5) };
const MIDDLE: Pair = { burn: 6, long: window('6h', 360), short: window('30m', 30) };
const SLOW: Pair = { burn: 1, long: window('3d', 4_320), short: window('6h', 360) };

/** One failed run, alone in a long window, is forgiven whatever the objective. Pages come with the second, and with more. */
const FORGIVEN = 1.5;

/** Says when an objective's budget of errors is used up too fast: by two composites, each of pairs of windows. */
export class BurnRates extends Construct {
  readonly #props: BurnRatesProps;

  constructor(scope: Construct, id: string, props: BurnRatesProps) {
    super(scope, id);
    this.#props = props;
    this.#tell('page', [FAST, MIDDLE]);
    this.#tell('ticket', [SLOW]);
  }

  #tell(severity: 'page' | 'ticket', pairs: readonly Pair[]): void {
    const { identity, topics, name, availability } = this.#props;
    const rules = pairs.map((pair) => this.#rule(pair));
    const paces = pairs.map(({ burn, long }) => `${burn} times in ${long.name}`).join(' or ');
    const alarm = new CompositeAlarm(this, severity, {
      compositeAlarmName: nameOf(identity, 'slo', name, severity),
      alarmDescription: `The errors that ${availability} % leaves for 30 days are used up too fast: ${paces} the even pace, and still.`,
      alarmRule: rules.length === 1 && rules[0] ? rules[0] : AlarmRule.anyOf(...rules),
    });
    announce(alarm, topics, severity, { service: guardedServiceOf(alarm), ends: 'late' });
  }

  #rule({ burn, long, short }: Pair) {
    const both = [
      this.#burns(burn, long, FORGIVEN, failedOfAll),
      this.#burns(burn, short, 0, failedOfThose),
    ];
    return AlarmRule.allOf(...both.map((alarm) => AlarmRule.fromAlarm(alarm, AlarmState.ALARM)));
  }

  /** @param forgiven - so many failed runs never make it fire */
  #burns(
    burn: number,
    { name: length, length: period }: Window,
    forgiven: number,
    failed: FailedPercent,
  ): Alarm {
    const { identity, name, availability, probe } = this.#props;
    const id = `burn-${burn}-${length}`.replace('.', '-');
    const runs = period.toMinutes() / probe.everyMinutes;
    const alarm = new Alarm(this, id, {
      metric: failed({ identity, probe: probe.name }, period, runs),
      alarmName: nameOf(identity, 'slo', name, id),
      alarmDescription: `Whether ${name} is used up at ${burn} times the even pace over ${length}.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: rounded(Math.max(burn * (100 - availability), (100 * forgiven) / runs)),
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING, // a silent prober has its own alarm
    });
    stateFacts(alarm, { service: guardedServiceOf(alarm), severity: 'info', told: 'nobody' });
    return alarm;
  }
}

/** @param runs - so many there are in a whole period */
type FailedPercent = (
  of: { readonly identity: Identity; readonly probe: string },
  period: Duration,
  runs: number,
) => IMetric;

/** Of all runs of the period, also where it is younger than that: two bad ones of the first five are not its whole budget. */
const failedOfAll: FailedPercent = (of, period, runs) => {
  const up = probeMetric(of, 'Up', period);
  return new MathExpression({
    expression: `100 * (runs - up) / IF(runs > ${runs}, runs, ${runs})`,
    label: 'Failed runs, percent',
    usingMetrics: {
      up: up.with({ statistic: 'Sum' }),
      runs: up.with({ statistic: 'SampleCount' }),
    },
    period,
  });
};

/** Of those runs that there were: one metric, which is half the price. */
const failedOfThose: FailedPercent = (of, period) =>
  new MathExpression({
    expression: '100 * (1 - up)',
    label: 'Failed runs, percent',
    usingMetrics: { up: probeMetric(of, 'Up', period).with({ statistic: 'Average' }) },
    period,
  });

/** 100 - 99.9 is 0.09999999999999432 in floating point. */
function rounded(percent: number): number {
  return Number(percent.toFixed(6));
}
