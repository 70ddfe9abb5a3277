import type { MetricValue } from '../shared/metrics.ts';
import type { ToggleHead } from './store/toggle-store.ts';

/** The latest revision of a stage's toggles: wherever it rises, somebody or something changed them. */
export interface RevisionMetric {
  readonly TogglesRevision: MetricValue;
}

/** @param head - undefined before the first edit */
export function revisionMetric(head: ToggleHead | undefined): RevisionMetric {
  const { docVersion, killVersion } = head ?? { docVersion: 0, killVersion: 0 };
  return { TogglesRevision: { value: docVersion + killVersion, unit: 'Count' } };
}
