import { Stack, Token } from 'aws-cdk-lib';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';
import { monthlyDollars } from '../../functions/alarms/alarm-price.ts';
import { type DescribedAlarm, readAlarm } from '../../functions/alerts/alarm-facts.ts';

/** One alarm, as its template has it. */
export interface StageAlarm extends DescribedAlarm {
  /** The physical name; undefined where CloudFormation makes one up. */
  readonly name?: string;
  readonly resource: CfnAlarm | CfnCompositeAlarm;
  readonly kind: 'metric' | 'composite';
  /** Whether anything hears of it. */
  readonly isAnnounced: boolean;
  /** What it is computed from; empty of a composite. */
  readonly metrics: readonly AlarmMetric[];
  /** @default - a band, or a composite */
  readonly threshold?: number;
  readonly dollarsAMonth: number;
}

/** A line of its sum: a metric, or math over others. */
export interface AlarmMetric {
  readonly id: string;
  readonly expression?: string;
  readonly stat?: MetricStat;
  readonly label?: string;
  readonly periodSeconds?: number;
}

export interface MetricStat {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly { readonly name: string; readonly value: string }[];
  readonly statistic: string;
  readonly periodSeconds: number;
}

/** Every alarm below `scope`, in the order in which they were made: Afterprod's, and the team's own. */
export function alarmsIn(scope: IConstruct): readonly StageAlarm[] {
  return scope.node.findAll().flatMap((construct) => {
    if (construct instanceof CfnAlarm) return [metricAlarm(construct)];
    return construct instanceof CfnCompositeAlarm ? [compositeAlarm(construct)] : [];
  });
}

function metricAlarm(alarm: CfnAlarm): StageAlarm {
  const metrics = metricsOf(alarm);
  return {
    ...described(alarm),
    kind: 'metric',
    metrics,
    ...(alarm.threshold !== undefined && { threshold: alarm.threshold }),
    dollarsAMonth: monthlyDollars({
      kind: 'metric',
      metrics: metrics.filter(({ stat }) => stat !== undefined).length,
      hasBand: metrics.some(isBand),
      periodSeconds: Math.min(...metrics.map(({ stat }) => stat?.periodSeconds ?? MINUTE)),
    }),
  };
}

/** Whether this line is a band. */
export function isBand({ expression = '' }: AlarmMetric): boolean {
  return expression.includes('ANOMALY_DETECTION_BAND');
}

const MINUTE = 60;

function compositeAlarm(alarm: CfnCompositeAlarm): StageAlarm {
  const price = { kind: 'composite', metrics: 0, hasBand: false, periodSeconds: MINUTE } as const;
  return {
    ...described(alarm),
    kind: 'composite',
    metrics: [],
    dollarsAMonth: monthlyDollars(price),
  };
}

function described(alarm: CfnAlarm | CfnCompositeAlarm) {
  const { alarmName: name, alarmDescription = '', actionsEnabled = true } = alarm;
  const actions: readonly unknown[] = Stack.of(alarm).resolve(alarm.alarmActions) ?? [];
  const isNamed = name !== undefined && !Token.isUnresolved(name);
  return {
    ...readAlarm(Token.isUnresolved(alarmDescription) ? '' : alarmDescription),
    ...(isNamed && { name }),
    resource: alarm,
    isAnnounced: actionsEnabled !== false && actions.length > 0,
  };
}

function metricsOf(alarm: CfnAlarm): readonly AlarmMetric[] {
  const queries: readonly CfnAlarm.MetricDataQueryProperty[] =
    Stack.of(alarm).resolve(alarm.metrics) ?? [];
  if (queries.length === 0) return [{ id: 'm0', stat: statOf(alarm) }];
  return queries.map(({ id, expression, metricStat, label, period }) => ({
    id,
    ...(expression !== undefined && { expression }),
    ...(metricStat && { stat: statOfQuery(metricStat as CfnAlarm.MetricStatProperty) }),
    ...(label !== undefined && { label }),
    ...(period !== undefined && { periodSeconds: period }),
  }));
}

function statOf(alarm: CfnAlarm): MetricStat {
  const { namespace = '', metricName: name = '', period = MINUTE } = alarm;
  return {
    namespace,
    name,
    dimensions: Stack.of(alarm).resolve(alarm.dimensions) ?? [],
    statistic: alarm.statistic ?? alarm.extendedStatistic ?? 'Average',
    periodSeconds: period,
  };
}

function statOfQuery({ metric, stat, period }: CfnAlarm.MetricStatProperty): MetricStat {
  const {
    namespace = '',
    metricName: name = '',
    dimensions = [],
  } = metric as CfnAlarm.MetricProperty;
  return {
    namespace,
    name,
    dimensions: dimensions as CfnAlarm.DimensionProperty[],
    statistic: stat,
    periodSeconds: period,
  };
}
