import type { Cloud, LiveEvent } from '../../emulator.ts';
import { readEmbeddedMetrics } from './emf.ts';
import type { MetricStore } from './metric-store.ts';

/** Keeps the metrics that a log line carries, and announces them; what CloudWatch would drop is told as a notice. */
export function recordLogMetrics(
  store: MetricStore,
  { line, functionName }: Extract<LiveEvent, { kind: 'log' }>,
  cloud: Cloud,
): void {
  const embedded = readEmbeddedMetrics(line);
  if (!embedded) return;
  const { atMs, metrics, directives, record, flaws } = embedded;
  for (const { unit, measured, isHighResolution, ...identity } of metrics) {
    store.put(identity, { atMs, unit, measured, isHighResolution });
  }
  for (const { namespace, dimensions, values } of directives) {
    cloud.announce({ kind: 'metric', atMs, namespace, dimensions, metrics: values, record });
  }
  if (flaws.length === 0) return;
  cloud.notice(
    `${functionName}: a log line in embedded metric format is incomplete: ${flaws.join('; ')}`,
  );
}
