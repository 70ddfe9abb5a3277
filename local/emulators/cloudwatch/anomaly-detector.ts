import { z } from 'zod/mini';
import type { BandModels } from './band-models.ts';
import { toDimensions } from './metric-identity.ts';

const dimensions = z.optional(z.array(z.object({ Name: z.string(), Value: z.string() })));

const metric = z.object({
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: dimensions,
  Stat: z.string(),
});

const configuration = z.object({
  ExcludedTimeRanges: z.optional(z.array(z.object({ StartTime: z.string(), EndTime: z.string() }))),
  /** Only matters where a day's rhythm follows daylight saving; the band's hours are UTC. */
  MetricTimeZone: z.optional(z.string()),
});

/** Leaves the times that an `AWS::CloudWatch::AnomalyDetector` excludes out of its metric's training. */
export function excludeFromBand(
  bands: BandModels,
  properties: Readonly<Record<string, unknown>>,
): void {
  const { Namespace, MetricName, Dimensions, Stat } = metric.parse(
    properties['SingleMetricAnomalyDetector'] ?? properties,
  );
  const { ExcludedTimeRanges = [] } = configuration.parse(properties['Configuration'] ?? {});
  const identity = { namespace: Namespace, name: MetricName, dimensions: toDimensions(Dimensions) };
  bands.exclude(
    identity,
    Stat,
    ExcludedTimeRanges.map(({ StartTime, EndTime }) => ({
      fromMs: Date.parse(`${StartTime}Z`.replace(/Z+$/, 'Z')),
      toMs: Date.parse(`${EndTime}Z`.replace(/Z+$/, 'Z')),
    })),
  );
}
