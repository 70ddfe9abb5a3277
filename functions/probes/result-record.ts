import type { MetricValue } from '../shared/metrics.ts';
import type { ProbeResult } from './probe.ts';

/** One result as CloudWatch keeps it: two metrics, all else as fields of the log line, which cost nothing. */
export interface ResultRecord {
  /** Empty when nothing is known: then the metric is missing, not 0. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly details: Readonly<Record<string, unknown>>;
}

export function resultRecord(result: ProbeResult, releaseId: string | undefined): ResultRecord {
  const { probe, outcome, sentence, status, latencyMs, phases, attempts } = result;
  const up = outcome === 'up';
  return {
    metrics: {
      ...(outcome === 'unknown' ? {} : { Up: { value: up ? 1 : 0, unit: 'None' } }),
      ...(latencyMs === undefined ? {} : { Latency: { value: latencyMs, unit: 'Milliseconds' } }),
    },
    details: {
      probe,
      outcome,
      ...(outcome === 'unknown' ? {} : { up }),
      sentence,
      ...(status === undefined ? {} : { status }),
      attempts,
      ...phases,
      ...(releaseId === undefined ? {} : { release: releaseId }),
    },
  };
}
