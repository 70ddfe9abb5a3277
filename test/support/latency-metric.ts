import { type CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';

export const MINUTE_MS = 60_000;

export const LATENCY = {
  Namespace: 'Afterprod',
  MetricName: 'Latency',
  Dimensions: [{ Name: 'Probe', Value: 'home' }],
};

/** An alarm resource: `Latency` above 50 in one minute, but for what differs. */
export function latencyAlarm(different: object = {}) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      ...LATENCY,
      AlarmName: 'slow',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 50,
      ComparisonOperator: 'GreaterThanThreshold',
      ...different,
    },
  };
}

/** Puts one value of `Latency` a minute, from `startMs` on. */
export async function putLatency(
  client: CloudWatchClient,
  startMs: number,
  values: readonly number[],
): Promise<void> {
  const MetricData = values.map((Value, minute) => {
    const Timestamp = new Date(startMs + minute * MINUTE_MS);
    return { MetricName: LATENCY.MetricName, Dimensions: LATENCY.Dimensions, Timestamp, Value };
  });
  await client.send(new PutMetricDataCommand({ Namespace: LATENCY.Namespace, MetricData }));
}
