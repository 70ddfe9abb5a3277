import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { LATENCY, MINUTE_MS } from './latency-metric.ts';

/** The sum of each of a metric's first three minutes, oldest first. */
export async function metricSums(
  client: CloudWatchClient,
  startMs: number,
  metric: object,
): Promise<readonly number[]> {
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({
      StartTime: new Date(startMs),
      EndTime: new Date(startMs + 3 * MINUTE_MS),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        {
          Id: 'm1',
          MetricStat: {
            Metric: { Namespace: LATENCY.Namespace, MetricName: LATENCY.MetricName, ...metric },
            Period: 60,
            Stat: 'Sum',
          },
        },
      ],
    }),
  );
  return MetricDataResults?.[0]?.Values ?? [];
}
