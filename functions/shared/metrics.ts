/** Whose metrics they are. Values come from closed lists: settings, never requests. */
export interface MetricDimensions {
  readonly Project: string;
  readonly Stage: string;
  readonly Probe?: string;
  /** Of a prober outside of the stage's own region. */
  readonly Region?: string;
  /** Of feedback: which release it is about. */
  readonly Cohort?: 'current' | 'previous';
  /** A toggle of the stage's document. */
  readonly Toggle?: string;
}

export interface MetricValue {
  readonly value: number;
  readonly unit: 'Count' | 'Milliseconds' | 'None';
}

/**
 * One line in CloudWatch's embedded metric format. Not Powertools': it adds a `service` dimension that cannot be
 * turned off, and alarms name our metrics by exactly these dimensions.
 *
 * @param metrics - without any it is a plain line of the log
 * @param details - fields for Logs Insights, e.g. a probe's status: free, where a further metric costs
 */
export function metricLine(
  epochMs: number,
  dimensions: MetricDimensions,
  metrics: Readonly<Record<string, MetricValue>>,
  details: Readonly<Record<string, unknown>> = {},
): string {
  const line: Record<string, unknown> = { ...details, ...dimensions };
  const definitions = Object.entries(metrics).map(([Name, { unit: Unit, value }]) => {
    line[Name] = value;
    return { Name, Unit };
  });
  if (definitions.length === 0) return JSON.stringify(line);
  const Dimensions = [Object.keys(dimensions)];
  line['_aws'] = {
    Timestamp: epochMs,
    CloudWatchMetrics: [{ Namespace: 'Afterprod', Dimensions, Metrics: definitions }],
  };
  return JSON.stringify(line);
}

/** Publishes through the function's log: no API call, and nothing is lost when the container freezes. */
export function emitMetrics(...line: Parameters<typeof metricLine>): void {
  process.stdout.write(`${metricLine(...line)}\n`);
}
