import type { MetricDimensions, MetricValue } from '../../shared/metrics.ts';

/** Where a run publishes: with the log in the home region, by calls from another one. */
export interface RunMetrics {
  /**
   * @param dimensions - besides those of the stage
   * @param metrics - may be empty: then only the details are logged
   */
  add(
    at: Date,
    dimensions: Pick<MetricDimensions, 'Probe'>,
    metrics: Readonly<Record<string, MetricValue>>,
    details: Readonly<Record<string, unknown>>,
  ): void;
  /** Publishes what is not yet. Never rejects. */
  flush(): Promise<void>;
}
