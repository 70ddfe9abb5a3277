import type { Transition, WatchedMetric } from '../transition.ts';

/** Whether a metric has been measured for so long that its band has learned. Rejects where that is not known. */
export type HasLearned = (metric: WatchedMetric) => Promise<boolean>;

/** What the age of a band is told by; none of a composite. */
export function learnedBy({ metric, madeOf }: Transition): readonly WatchedMetric[] {
  return metric ? [metric] : (madeOf ?? []);
}

/**
 * Whether the band over these has learned: when the youngest has. Math has no figure before each of its metrics has one; where it
 * fills gaps the stand-in, of the same metrics, tells for a while longer.
 */
export async function haveLearned(
  metrics: readonly WatchedMetric[],
  hasLearned: HasLearned,
): Promise<boolean> {
  const learned = await Promise.all(metrics.map((metric) => hasLearned(metric)));
  return learned.every(Boolean);
}
