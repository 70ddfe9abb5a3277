import type { MetricValue } from '../../shared/metrics.ts';
import type { ProbeResult } from '../targets/probe-result.ts';

/** One result as CloudWatch keeps it: two metrics, all else as fields of the log line, which cost nothing. */
export interface ResultRecord {
  /** Empty when nothing is known, and in maintenance: then a metric is missing, not 0. */
  readonly metrics: Readonly<Record<string, MetricValue>>;
  readonly details: Readonly<Record<string, unknown>>;
}

export function resultRecord(result: ProbeResult, releaseId: string | undefined): ResultRecord {
  const { probe, outcome, sentence, attempts, phases } = result;
  const known: Record<string, unknown> = { probe, outcome, sentence, attempts };
  const details = Object.assign(known, phases, optionalDetails(result));
  if (releaseId !== undefined) details['release'] = releaseId;
  return { metrics: metricsOf(result), details };
}

/** Field by field: every result passes here, and spreads of parts that may be absent are slow. */
function optionalDetails(result: ProbeResult): Record<string, unknown> {
  const { status, latencyMs, certificate, checks, steps, maintenance, notYet } = result;
  const details: Record<string, unknown> = {};
  if (status !== undefined) details['status'] = status;
  if (latencyMs !== undefined) details['latencyMs'] = latencyMs;
  if (certificate) details['certificateDays'] = certificate.daysLeft;
  if (checks) details['checks'] = checks.map(({ name, status }) => ({ name, status }));
  if (steps) details['steps'] = steps.map(({ name, outcome }) => ({ name, outcome }));
  if (maintenance) details['maintenance'] = maintenance;
  if (notYet) details['notYet'] = notYet;
  return details;
}

/** Of a warning the service is up. */
function metricsOf({ outcome, latencyMs, maintenance }: ProbeResult): ResultRecord['metrics'] {
  if (outcome === 'unknown' || maintenance) return {};
  return {
    Up: { value: outcome === 'down' ? 0 : 1, unit: 'None' },
    ...(latencyMs !== undefined && { Latency: { value: latencyMs, unit: 'Milliseconds' } }),
  };
}
