import { parseMetricAlarm } from '../../local/emulators/cloudwatch/alarm-definition.ts';
import { type MetricAlarm, toMetricAlarm } from '../../local/emulators/cloudwatch/metric-alarm.ts';

/** A metric alarm on `Latency` above 50 for 3 minutes, but for what differs. */
export function metricAlarm(different: object = {}): MetricAlarm {
  return toMetricAlarm(parseMetricAlarm({ ...LATENCY_ALARM, ...different }));
}

/** An alarm on the band of `Latency`. */
export function bandAlarm(different: object = {}): MetricAlarm {
  const { MetricName, Namespace, Dimensions, Period, ...rest } = LATENCY_ALARM;
  const Metric = { MetricName, Namespace, Dimensions };
  const band = {
    ...rest,
    Statistic: undefined,
    Threshold: undefined,
    ComparisonOperator: 'LessThanLowerOrGreaterThanUpperThreshold',
    ThresholdMetricId: 'ad1',
    Metrics: [
      { Id: 'm1', MetricStat: { Metric, Period, Stat: 'Average' }, ReturnData: true },
      { Id: 'ad1', Expression: 'ANOMALY_DETECTION_BAND(m1, 2)', ReturnData: true },
    ],
  };
  return toMetricAlarm(parseMetricAlarm({ ...band, ...different }));
}

const LATENCY_ALARM = {
  AlarmName: 'slow',
  AlarmDescription: 'The page is slow',
  Namespace: 'Afterprod',
  MetricName: 'Latency',
  Dimensions: [{ Name: 'Probe', Value: 'home' }],
  Statistic: 'Average',
  Period: 60,
  EvaluationPeriods: 3,
  Threshold: 50,
  ComparisonOperator: 'GreaterThanThreshold',
};
