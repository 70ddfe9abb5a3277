import { countHour } from '../statistics/count-hours.ts';
import type { StatisticsSources } from '../statistics/read-statistics.ts';
import { type Comparison, compareVariants } from './compare-variants.ts';

export interface ComparisonSources extends StatisticsSources {
  /** The safe variant of each toggle that the stage has: this list, and no request, says which there are. */
  safeVariants(): Promise<ReadonlyMap<string, string>>;
}

export interface ToggleComparison extends Comparison {
  readonly key: string;
}

const WINDOW_MS = 24 * 3_600_000;

/** Compares on with off for each toggle that enough users had either way, over the last day. */
export async function compareToggles(
  sources: ComparisonSources,
  nowMs: number,
): Promise<readonly ToggleComparison[]> {
  const [from, to] = [countHour(nowMs - WINDOW_MS), countHour(nowMs)];
  const [counts, exposures, toggles] = await Promise.all([
    sources.counts.read(from, to),
    sources.exposures.read({ from, to }),
    sources.safeVariants(),
  ]);
  return [...toggles].flatMap(([key, safeVariant]) => {
    const comparison = compareVariants({ key, safeVariant, counts, exposures });
    return comparison ? [{ key, ...comparison }] : [];
  });
}
