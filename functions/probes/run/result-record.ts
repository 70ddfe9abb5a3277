import type { MetricValue } from '../../shared/metrics.ts';
import type { ProbeResult } from '../targets/probe-result.ts';

/** One result as CloudWatch keeps it: two metrics, all else as fields of the log line, which cost nothing. */
export interface ResultRecord {
  /** Empty when nothing is known, and in maintenance: then a metric is missing, not 0. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly details: Readonly<Record<string, unknown>>;
}

export function resultRecord(result: ProbeResult, releaseId: string | undefined): ResultRecord {
  const { certificate, checks, steps, phases, at: _at, latencyMs, ...words } = result;
  return {
    metrics: metricsOf(result),
    details: {
      ...words,
      ...phases,
      ...(latencyMs !== undefined && { latencyMs }),
      ...(certificate && { certificateDays: certificate.daysLeft }),
      ...(checks && { checks: checks.map(({ name, status }) => ({ name, status })) }),
      ...(steps && { steps: steps.map(({ name, outcome }) => ({ name, outcome })) }),
      ...(releaseId !== undefined && { release: releaseId }),
    },
  };
}

/** Of a warning the service is up. */
function metricsOf({ outcome, latencyMs, maintenance }: ProbeResult): ResultRecord['metrics'] {
  if (outcome === 'unknown' || maintenance) return {};
  return {
    Up: { value: outcome === 'down' ? 0 : 1, unit: 'None' },
    ...(latencyMs !== undefined && { Latency: { value: latencyMs, unit: 'Milliseconds' } }),
  };
}
