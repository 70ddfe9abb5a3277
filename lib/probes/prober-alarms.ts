import { Duration } from 'aws-cdk-lib';
import {
  type Alarm,
  ComparisonOperator,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { announce } from '../announce.ts';
import { type Identity, nameOf } from '../identity.ts';
import type { Topics } from '../topics.ts';
import type { ProbeGroup } from './probe-group.ts';

export interface ProberAlarmsProps {
  readonly identity: Identity;

  /** Told on `ticket`: users notice nothing yet. */
  readonly topics: Topics;

  readonly groups: readonly ProbeGroup[];

  /**
   * Where the prober runs, if not where its alarms are.
   * @default - in the stage's own region
   */
  readonly region?: string;
}

/** Watches who watches: a prober that is silent, and one that fails itself. */
export class ProberAlarms extends Construct {
  /** Undefined where all probes run so rarely that silence says nothing. */
  readonly missingRuns: Alarm | undefined;
  readonly unknownResults: Alarm;

  constructor(scope: Construct, id: string, props: ProberAlarmsProps) {
    super(scope, id);
    this.missingRuns = this.#missingRuns(props);
    this.unknownResults = this.#unknownResults(props);
    if (this.missingRuns) announce(this.missingRuns, props.topics, 'ticket');
    announce(this.unknownResults, props.topics, 'ticket');
  }

  #missingRuns(props: ProberAlarmsProps): Alarm | undefined {
    const silence = bearableSilence(props.groups);
    if (!silence) return undefined;
    const { period, periods } = silence;
    return runMetric(props, 'Runs', period).createAlarm(this, 'MissingRuns', {
      alarmName: alarmName(props, 'missing-runs'),
      alarmDescription: `The prober${placeOf(props)} is silent or fails: nobody watches the service from outside.`,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: periods,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  #unknownResults(props: ProberAlarmsProps): Alarm {
    const minutes = Math.max(...props.groups.map(({ everyMinutes = HOUR }) => everyMinutes));
    const period = Duration.minutes(Math.min(minutes, HOUR));
    return runMetric(props, 'Unknown', period).createAlarm(this, 'UnknownResults', {
      alarmName: alarmName(props, 'unknown-results'),
      alarmDescription: `Whether the prober${placeOf(props)} gets a result of each probe: its log says what it failed at.`,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      threshold: 0,
      evaluationPeriods: minutes <= OFTEN ? 3 : 1, // what runs often may fail once
      treatMissingData: TreatMissingData.NOT_BREACHING, // silence has its own alarm
    });
  }
}

/** In minutes. */
const OFTEN = 5;
const HOUR = 60;

/** Alarms look back a week at most. */
const WEEK = { period: Duration.days(1), periods: 7 };

function bearableSilence(groups: readonly ProbeGroup[]) {
  const minutes = Math.min(
    ...groups.map(({ everyMinutes = Number.POSITIVE_INFINITY }) => everyMinutes),
  );
  if (minutes < HOUR) return { period: Duration.minutes(minutes), periods: 3 };
  if (Number.isFinite(minutes)) return { period: Duration.minutes(minutes), periods: 2 };
  return groups.some(isWeekly) ? WEEK : undefined;
}

/** Whether a cron is due each week: any day of any month of any year, or some weekdays of them. */
function isWeekly({ schedule }: ProbeGroup): boolean {
  const [, , days = '', months, , years] = schedule.replace(/^cron\((.*)\)$/, '$1').split(' ');
  return ['*', '?'].includes(days) && months === '*' && years === '*';
}

/** What a prober says of its runs, by fixed strings. */
function runMetric(
  { identity, region }: ProberAlarmsProps,
  metricName: 'Runs' | 'Unknown',
  period: Duration,
): Metric {
  return new Metric({
    namespace: 'Afterprod',
    metricName,
    dimensionsMap: {
      Project: identity.project,
      Stage: identity.stage,
      ...(region !== undefined && { Region: region }),
    },
    statistic: 'Sum',
    period,
  });
}

function alarmName({ identity, region }: ProberAlarmsProps, what: string): string {
  return nameOf(identity, 'probes', ...(region === undefined ? [] : [region]), what);
}

function placeOf({ region }: ProberAlarmsProps): string {
  return region === undefined ? '' : ` in ${region}`;
}
