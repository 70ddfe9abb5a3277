import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { NowMs } from '../../shared/clock.ts';
import type { WatchedMetric } from '../transition.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A band has learned when its metric has figures that are older than this. CloudWatch learns of two weeks at most. */
const LEARNED_AFTER_MS = 13 * DAY_MS;

/** They may have a gap, but not of more than two days. */
const LOOKED_AT_MS = 2 * DAY_MS;

/** What has not learned yet is asked about again: an alarm that rings often must not cost a call each time. */
const ASKED_AGAIN_AFTER_MS = HOUR_MS;

type Series = Pick<WatchedMetric, 'namespace' | 'name' | 'dimensions'>;

/**
 * Tells of metrics whether their bands have learned. CloudWatch's `DescribeAnomalyDetectors` says whether one is trained,
 * which it is within minutes, but not on how much.
 */
export function metricAge(
  client: CloudWatchClient,
  now: NowMs,
): (metric: Series) => Promise<boolean> {
  const learned = new Set<string>();
  const notYet = new Map<string, number>();
  return async (metric) => {
    const key = JSON.stringify([metric.namespace, metric.name, metric.dimensions]);
    if (learned.has(key)) return true;
    const askedMs = notYet.get(key);
    if (askedMs !== undefined && now() < askedMs + ASKED_AGAIN_AFTER_MS) return false;
    const isLearned = await hasOldFigures(client, metric, now());
    if (isLearned) learned.add(key);
    else notYet.set(key, now());
    return isLearned;
  };
}

async function hasOldFigures(
  client: CloudWatchClient,
  { namespace: Namespace, name: MetricName, dimensions }: Series,
  nowMs: number,
): Promise<boolean> {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const MetricStat = {
    Metric: { Namespace, MetricName, Dimensions },
    Period: HOUR_MS / 1000,
    Stat: 'SampleCount',
  };
  const to = nowMs - LEARNED_AFTER_MS;
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'figures', MetricStat }],
      StartTime: new Date(to - LOOKED_AT_MS),
      EndTime: new Date(to),
    }),
  );
  return MetricDataResults.some(({ Values = [] }) => Values.length > 0);
}
