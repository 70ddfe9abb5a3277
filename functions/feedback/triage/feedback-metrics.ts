import { emitMetrics, type MetricDimensions } from '../../shared/metrics.ts';
import type { Cohort } from './cohort.ts';

/**
 * Counts one piece of feedback, at the time of its arrival: `Feedback`, and `NegativeFeedback` as 0 or 1, of the stage
 * and of its cohort.
 */
export function emitFeedback(
  receivedAt: string,
  isNegative: boolean,
  dimensions: MetricDimensions,
  cohort: Cohort | undefined,
  emit: typeof emitMetrics = emitMetrics,
): void {
  const atMs = Date.parse(receivedAt);
  const metrics = {
    Feedback: { value: 1, unit: 'Count' },
    NegativeFeedback: { value: isNegative ? 1 : 0, unit: 'Count' },
  } as const;
  emit(atMs, dimensions, metrics);
  if (cohort) emit(atMs, { ...dimensions, Cohort: cohort }, metrics);
}
