import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { monthlyDollars } from '../../functions/alarms/alarm-price.ts';

const MINUTE = 60;

/** What an alarm over metrics costs in a month, in dollars; of one metric, or a band or math over several. */
export function dollarsOfMetricAlarm({ Metrics = [], Period }: MetricAlarm): number {
  const stats = Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat] : []));
  const periods = Metrics.length > 0 ? stats.map((stat) => stat.Period) : [Period];
  return monthlyDollars({
    kind: 'metric',
    metrics: periods.length,
    hasBand: Metrics.some(({ Expression = '' }) => Expression.includes('ANOMALY_DETECTION_BAND')),
    periodSeconds: Math.min(...periods.map((period) => period ?? MINUTE)),
  });
}

export function dollarsOfComposite(): number {
  return monthlyDollars({ kind: 'composite', metrics: 0, hasBand: false, periodSeconds: MINUTE });
}
