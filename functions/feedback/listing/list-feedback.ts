import type { Feedback } from '../feedback.ts';
import type { FeedbackStore } from '../store/feedback-store.ts';
import { type FeedbackFilter, matches } from './matches.ts';
import { newestFirst, placeOf } from './newest-first.ts';

export interface Listing extends FeedbackFilter {
  /** Most items of a page, 1 and up. */
  readonly limit: number;
  /** The `next` of the page before. @default - from the newest on */
  readonly after?: string;
}

export interface ListedPage {
  /** The newest first. */
  readonly items: readonly Feedback[];
  /** How many were looked at for them. */
  readonly examined: number;
  /** Absent when there are no more. A page may be empty and have a next one. */
  readonly next?: string;
}

/** No page looks at more: who seeks a rare word goes on with `next`, and each answer comes in time. */
const MAX_EXAMINED = 1_000;

/**
 * One page of feedback that passes every filter. The indexes know status and release; toggles, topics and words are looked
 * for one by one, in a window of the newest, so that a search costs what it looks at and stores nothing.
 */
export async function listFeedback(
  store: Pick<FeedbackStore, 'list'>,
  { limit, after, ...filter }: Listing,
): Promise<ListedPage> {
  const items: Feedback[] = [];
  let examined = 0;
  for await (const feedback of newestFirst(store, filter, after)) {
    examined += 1;
    if (matches(feedback, filter)) items.push(feedback);
    if (items.length === limit || examined === MAX_EXAMINED) {
      return { items, examined, next: placeOf(feedback) };
    }
  }
  return { items, examined };
}
