import type { Feedback } from '../feedback.ts';

/** The highest value of each scale that is a complaint. */
const WORST_UP_TO = { thumb: 0, csat: 2, nps: 6 } as const;

/** Whether it says that something is wrong: by its rating where there is one that says so, or as a bug. */
export function isNegative({ kind, rating }: Pick<Feedback, 'kind' | 'rating'>): boolean {
  if (kind === 'bug') return true;
  return rating !== undefined && rating.value <= WORST_UP_TO[rating.scale];
}
