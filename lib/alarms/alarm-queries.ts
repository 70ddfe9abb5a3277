import { Stack } from 'aws-cdk-lib';
import type { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';

/** The line of an alarm's math that is a band: of which other line, and how wide. */
export const BAND = /^ANOMALY_DETECTION_BAND\((\w+), ?[\d.]+\)$/;

/** The lines of its math; empty of an alarm on one metric. */
export function queriesOf(alarm: CfnAlarm): readonly CfnAlarm.MetricDataQueryProperty[] {
  return Stack.of(alarm).resolve(alarm.metrics) ?? [];
}

/** Between two datapoints, in seconds: of math the longest of its metrics'. */
export function periodSecondsOf(alarm: CfnAlarm): number {
  if (alarm.period !== undefined) return alarm.period;
  const stats = queriesOf(alarm).map(({ metricStat }) => metricStat);
  return Math.max(60, ...stats.map((stat) => (stat && 'period' in stat ? stat.period : 0)));
}
