import { Duration } from 'aws-cdk-lib';
import {
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  SingleValueWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Identity } from '../identity.ts';
import { probeMetric } from '../probe-metric.ts';
import type { SloSettings } from '../settings/slo-settings.ts';
import { changesOf } from './changes.ts';

const FULL_WIDTH = 24;
const BUDGET_WIDTH = 6;

/** What an objective leaves for 30 days. */
const BUDGETED = '-P30D';

/** Of one objective: how much of its errors is left, and how fast they are used up, with the paces at which its alarms page. */
export function objectiveWidgets(identity: Identity, slo: SloSettings): IWidget[] {
  const { name, availability } = slo;
  const hour = 'in 1 hour';
  const hours = 'in 6 hours';
  return [
    new SingleValueWidget({
      title: `${name}: errors left, percent`,
      metrics: [budgetLeft(identity, slo)],
      start: BUDGETED,
      setPeriodToTimeRange: true, // one figure of all these days
      width: BUDGET_WIDTH,
    }),
    new GraphWidget({
      title: `${name}: times the pace that ${availability} % allows`,
      left: [
        burnRate(identity, slo, Duration.hours(1), hour),
        burnRate(identity, slo, Duration.hours(6), hours),
      ],
      leftAnnotations: [
        { value: 14.4, label: `Pages ${hour}` },
        { value: 6, label: `Pages ${hours}` },
      ],
      leftYAxis: { min: 0, showUnits: false },
      ...changesOf(identity),
      width: FULL_WIDTH - BUDGET_WIDTH,
    }),
  ];
}

function budgetLeft(identity: Identity, { availability, probe }: SloSettings): IMetric {
  return new MathExpression({
    expression: `100 - ${timesThePace(availability)} * 100`,
    usingMetrics: { up: upOf(identity, probe, Duration.minutes(5)) },
    label: 'Left of 30 days',
    period: Duration.minutes(5),
  });
}

function burnRate(
  identity: Identity,
  { availability, probe }: SloSettings,
  period: Duration,
  label: string,
): IMetric {
  const id = `up${period.toHours()}`; // math of one graph shares its ids
  return new MathExpression({
    expression: timesThePace(availability, id),
    usingMetrics: { [id]: upOf(identity, probe, period) },
    label,
    period,
  });
}

function timesThePace(availability: number, up = 'up'): string {
  const allowed = Number((1 - availability / 100).toFixed(8)); // 1 - 0.999 is 0.0010000000000000009
  return `(1 - ${up}) / ${allowed}`;
}

function upOf(identity: Identity, probe: string, period: Duration) {
  return probeMetric({ identity, probe }, 'Up', period).with({ statistic: 'Average' });
}
