import { countHour } from '../../feedback/statistics/count-hours.ts';
import type { FeedbackCount, FeedbackCounts } from '../../feedback/statistics/feedback-counts.ts';
import type { FeedbackLately, FeedbackTally } from './surroundings.ts';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

/** Counted by hours, of which the one that is under way is the last. */
export async function feedbackLately(
  counts: FeedbackCounts,
  nowMs: number,
): Promise<FeedbackLately> {
  const hourAgo = (hours: number) => countHour(nowMs - hours * HOUR_MS);
  const counted = await counts.read(hourAgo(2 * DAY_HOURS - 1), hourAgo(0));
  const all = counted.filter(({ served }) => served === undefined); // the others count the same by toggle
  const since = hourAgo(DAY_HOURS - 1);
  return {
    ...tallyOf(all.filter(({ hour }) => hour >= since)),
    before: tallyOf(all.filter(({ hour }) => hour < since)),
  };
}

function tallyOf(counts: readonly FeedbackCount[]): FeedbackTally {
  return {
    total: counts.reduce((sum, { total }) => sum + total, 0),
    negative: counts.reduce((sum, { negative }) => sum + negative, 0),
  };
}
