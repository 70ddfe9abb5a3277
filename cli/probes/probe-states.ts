import {
  type CloudWatchClient,
  type Dimension,
  GetMetricDataCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';

export interface ProbeState {
  readonly probe: string;
  readonly state: 'up' | 'down' | 'unknown';
  readonly latencyMs?: number;
}

/** How far back the latest figures of a probe are looked for. */
const FIGURES_OF_MS = 15 * 60_000;
const MINUTE_SECONDS = 60;

const STATES: Readonly<Record<string, ProbeState['state']>> = { OK: 'up', ALARM: 'down' };

/** A probe is up when the alarm on its `Up` metric says so: it forgives one failure, as people should. */
export async function probeStates(
  cloudwatch: Pick<CloudWatchClient, 'send'>,
  alarms: readonly MetricAlarm[],
  atMs: number,
): Promise<readonly ProbeState[]> {
  const watched = alarms.flatMap((alarm) => {
    const up = upOf(alarm);
    return up ? [{ ...up, state: alarm.StateValue }] : [];
  });
  if (watched.length === 0) return [];
  const { MetricDataResults = [] } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(atMs - FIGURES_OF_MS),
      EndTime: new Date(atMs),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: watched.map(({ dimensions, periodSeconds }, index) => ({
        Id: `latency${index}`,
        MetricStat: {
          Metric: { Namespace: 'Afterprod', MetricName: 'Latency', Dimensions: [...dimensions] },
          Period: periodSeconds,
          Stat: 'Average',
        },
      })),
    }),
  );
  return watched.map(({ dimensions, state }, index) => {
    const latencyMs = MetricDataResults.find(({ Id }) => Id === `latency${index}`)?.Values?.[0];
    return {
      probe: dimensions.find(({ Name }) => Name === 'Probe')?.Value ?? '',
      state: STATES[state ?? ''] ?? 'unknown',
      ...(latencyMs !== undefined && { latencyMs: Math.round(latencyMs) }),
    };
  });
}

interface UpMetric {
  readonly dimensions: readonly Dimension[];
  readonly periodSeconds: number;
}

/** The metric of the stage's own region: that of an alarm, or one of those that it adds up. */
function upOf({ Metrics = [], ...alarm }: MetricAlarm): UpMetric | undefined {
  const added = Metrics.flatMap(({ MetricStat }) =>
    MetricStat ? [{ ...MetricStat.Metric, Period: MetricStat.Period }] : [],
  );
  const found = [alarm, ...added].find(
    ({ Namespace, MetricName, Dimensions = [] }) =>
      Namespace === 'Afterprod' &&
      MetricName === 'Up' &&
      !Dimensions.some(({ Name }) => Name === 'Region'),
  );
  if (!found) return undefined;
  const { Dimensions: dimensions = [], Period: periodSeconds = MINUTE_SECONDS } = found;
  return { dimensions, periodSeconds };
}
