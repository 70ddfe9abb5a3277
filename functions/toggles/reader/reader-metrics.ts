import type { NowMs } from '../../shared/clock.ts';
import { emitMetrics, type MetricDimensions } from '../../shared/metrics.ts';

/** What the readers of a stage publish: alarms and dashboards name it by project and stage alone. */
export interface ReaderMetrics {
  /** An invocation goes on with toggles that may be too old. One line a second at most. */
  countStale(): void;
  /** So many values were served since the last time. */
  countEvaluations(served: number): void;
}

const SECOND_MS = 1_000;

/** @param dimensions - undefined where nobody says whose function this is: then nothing is published */
export function createReaderMetrics(
  dimensions: MetricDimensions | undefined,
  now: NowMs,
  emit: typeof emitMetrics = emitMetrics,
): ReaderMetrics {
  if (!dimensions) return { countStale() {}, countEvaluations() {} };
  let staleAtMs = Number.NEGATIVE_INFINITY;
  return {
    countStale() {
      const nowMs = now();
      if (Math.abs(nowMs - staleAtMs) < SECOND_MS) return;
      staleAtMs = nowMs;
      emit(nowMs, dimensions, { TogglesStale: { value: 1, unit: 'Count' } });
    },
    countEvaluations(served) {
      emit(now(), dimensions, { ToggleEvaluations: { value: served, unit: 'Count' } });
    },
  };
}
