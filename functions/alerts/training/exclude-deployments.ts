import {
  type AnomalyDetector,
  type CloudWatchClient,
  DescribeAlarmsCommand,
  DescribeAnomalyDetectorsCommand,
  type MetricAlarm,
  PutAnomalyDetectorCommand,
  type Range,
  type SingleMetricAnomalyDetector,
} from '@aws-sdk/client-cloudwatch';
import { bandedMetrics, keyOfDetected } from './banded-metrics.ts';
import type { Span } from './deployment-spans.ts';
import { excludedAfter } from './excluded-after.ts';

export interface ExcludeDeploymentsOptions {
  readonly client: CloudWatchClient;
  /** Of the names of the stage's alarms. */
  readonly alarmNamePrefix: string;
  readonly nowMs: number;
}

/**
 * Has the bands of a stage learn nothing from these deployments. What a detector excludes already stays, and so does its time zone.
 * Doing it twice changes nothing.
 */
export async function excludeDeployments(
  deployments: readonly Span[],
  { client, alarmNamePrefix, nowMs }: ExcludeDeploymentsOptions,
): Promise<void> {
  if (deployments.length === 0) return;
  for (const metric of bandedMetrics(await alarmsOf(client, alarmNamePrefix))) {
    const known = await detectorOf(client, metric);
    const { ExcludedTimeRanges = [], ...rest } = known?.Configuration ?? {};
    const wanted = excludedAfter(ExcludedTimeRanges.map(toSpan), deployments, nowMs);
    if (!wanted) continue;
    await client.send(
      new PutAnomalyDetectorCommand({
        SingleMetricAnomalyDetector: metric,
        Configuration: { ...rest, ExcludedTimeRanges: wanted.map(toRange) },
        ...(known?.MetricCharacteristics && { MetricCharacteristics: known.MetricCharacteristics }),
      }),
    );
  }
}

async function alarmsOf(client: CloudWatchClient, AlarmNamePrefix: string): Promise<MetricAlarm[]> {
  const found: MetricAlarm[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(
      new DescribeAlarmsCommand({ AlarmNamePrefix, AlarmTypes: ['MetricAlarm'], NextToken }),
    );
    found.push(...(page.MetricAlarms ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** CloudWatch finds those of other statistics and of more dimensions, too. */
async function detectorOf(
  client: CloudWatchClient,
  metric: SingleMetricAnomalyDetector,
): Promise<AnomalyDetector | undefined> {
  const { Stat: _, ...asked } = metric;
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeAnomalyDetectorsCommand({ ...asked, NextToken }));
    const found = page.AnomalyDetectors?.find(
      ({ SingleMetricAnomalyDetector: single }) =>
        single && keyOfDetected(single) === keyOfDetected(metric),
    );
    if (found) return found;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return undefined;
}

function toSpan({ StartTime, EndTime }: Range): Span {
  return { fromMs: Number(StartTime), toMs: Number(EndTime) };
}

function toRange({ fromMs, toMs }: Span): Range {
  return { StartTime: new Date(fromMs), EndTime: new Date(toMs) };
}
