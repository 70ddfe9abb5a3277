import type { MetricAlarm, SingleMetricAnomalyDetector } from '@aws-sdk/client-cloudwatch';

const BAND = /^\s*ANOMALY_DETECTION_BAND\(\s*(\w+)\s*[,)]/;

/** The plain metrics that alarms compare with a band, each once. Of a band over math there is no detector to put. */
export function bandedMetrics(
  alarms: readonly Pick<MetricAlarm, 'Metrics'>[],
): readonly SingleMetricAnomalyDetector[] {
  const found = new Map<string, SingleMetricAnomalyDetector>();
  for (const { Metrics = [] } of alarms) {
    for (const { Expression = '' } of Metrics) {
      const [, id] = BAND.exec(Expression) ?? [];
      const { Metric, Stat } = Metrics.find(({ Id }) => Id === id)?.MetricStat ?? {};
      if (id === undefined || Metric === undefined) continue;
      const { Namespace, MetricName, Dimensions = [] } = Metric;
      const metric = { Namespace, MetricName, Dimensions, Stat };
      found.set(keyOfDetected(metric), metric);
    }
  }
  return [...found.values()];
}

/** Tells one metric and statistic from another, whatever the order of its dimensions. */
export function keyOfDetected(detected: SingleMetricAnomalyDetector): string {
  const { Namespace, MetricName, Dimensions = [], Stat } = detected;
  const dimensions = Dimensions.map(({ Name, Value }) => JSON.stringify([Name, Value])).sort();
  return JSON.stringify([Namespace, MetricName, Stat, ...dimensions]);
}
