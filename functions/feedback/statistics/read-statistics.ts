import { countHour } from './count-hours.ts';
import type { FeedbackCounts } from './feedback-counts.ts';
import { type Served, type Statistics, statisticsOf } from './statistics.ts';

const HOUR_MS = 3_600_000;

export interface StatisticsSources {
  readonly counts: FeedbackCounts;
  /** How often each variant was served, by hour. */
  readonly exposures: {
    read(hours: { readonly from: string; readonly to: string }): Promise<readonly Served[]>;
  };
}

export interface StatisticsRequest {
  /** The one that is under way is the last of them. */
  readonly hours: number;
  readonly release?: string;
  readonly toggle?: string;
}

/** What came in during the last hours, beside how often each variant was served in them. */
export async function readStatistics(
  { counts, exposures }: StatisticsSources,
  { hours, ...filter }: StatisticsRequest,
  nowMs: number,
): Promise<Statistics & { readonly from: string; readonly to: string }> {
  const from = countHour(nowMs - (hours - 1) * HOUR_MS);
  const to = countHour(nowMs);
  const [counted, served] = await Promise.all([
    counts.read(from, to),
    exposures.read({ from, to }),
  ]);
  return { from, to, ...statisticsOf(counted, served, filter) };
}
