import { emitMetrics, type MetricDimensions } from '../../shared/metrics.ts';
import type { RunMetrics } from './run-metrics.ts';

/** Publishes at once, through the function's log. */
export function embeddedMetrics(stage: Pick<MetricDimensions, 'Project' | 'Stage'>): RunMetrics {
  return {
    add: (at, dimensions, metrics, details) =>
      emitMetrics(at.getTime(), { ...stage, ...dimensions }, metrics, details),
    flush: async () => undefined,
  };
}
