import { Problem } from '../../shared/problem.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import type { FeedbackRecord, FeedbackStore } from '../store/feedback-store.ts';
import type { Author } from './author.ts';
import { type Edit, editFeedback, requireFeedback } from './edit-feedback.ts';

/** What is merged, and into what. */
export interface Merge {
  readonly id: string;
  readonly into: string;
}

/**
 * Puts one piece of feedback into the topic of another, and says so in the timelines of both. These are two writes: where
 * the second fails, the same merge again does what is missing.
 *
 * @param revisions - of the one that is merged, as in `editFeedback`
 * @returns the one that is merged
 */
export async function mergeInto(
  store: Pick<FeedbackStore, 'read' | 'replace'>,
  { id, into }: Merge,
  author: Author,
  revisions?: readonly number[],
): Promise<FeedbackRecord> {
  if (id === into) {
    throw new Problem('feedback_conflict', 'It cannot be merged into itself: name another');
  }
  const { feedback } = await requireFeedback(store, into);
  await requireFeedback(store, id);
  const topic = feedback.topic ?? into;
  const merged = await editFeedback(store, id, joinTopic(topic, author), revisions);
  await editFeedback(store, into, takeIn(id, topic, author));
  return merged;
}

function joinTopic(topic: string, { who, at }: Author): Edit {
  return ({ feedback, events }) => {
    const isTold = events.some((event) => event.type === 'merge' && event.to === topic);
    if (isTold && feedback.topic === topic) return undefined;
    const from = feedback.topic === topic ? undefined : feedback.topic;
    const event: FeedbackEvent = { type: 'merge', at, who, to: topic, ...(from && { from }) };
    return { after: { ...feedback, topic }, events: [event] };
  };
}

/** Somebody may have moved the other to another topic meanwhile: then it stays there. */
function takeIn(id: string, topic: string, { who, at }: Author): Edit {
  return ({ feedback, events }) => {
    if (events.some((event) => event.type === 'merge' && event.from === id)) return undefined;
    const after = { ...feedback, topic: feedback.topic ?? topic };
    return { after, events: [{ type: 'merge', at, who, from: id, to: topic }] };
  };
}
