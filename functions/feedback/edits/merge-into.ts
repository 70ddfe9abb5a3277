import { Problem } from '../../shared/problem.ts';
import type { Feedback } from '../feedback.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import type { FeedbackRecord, FeedbackStore } from '../store/feedback-store.ts';
import { fingerprintOf } from '../triage/fingerprint.ts';
import type { TriageStore } from '../triage/triage-store.ts';
import type { Author } from './author.ts';
import { type Edit, editFeedback, requireFeedback } from './edit-feedback.ts';

/** Topics that it may have left: the latest is enough, but for a merge that had failed. One transaction holds them all. */
const MAX_LEFT = 20;

/** What is merged, and into what. */
export interface Merge {
  readonly id: string;
  readonly into: string;
}

export interface MergeStores {
  readonly store: Pick<FeedbackStore, 'read' | 'replace'>;
  /** Which feedback triage counts together. */
  readonly topics: Pick<TriageStore, 'move'>;
}

/**
 * Puts one piece of feedback into the topic of another, says so in the timelines of both, and counts it there. These are
 * three writes: where one fails, the same merge again does what is missing.
 *
 * @param revisions - of the one that is merged, as in `editFeedback`
 * @returns the one that is merged
 */
export async function mergeInto(
  { store, topics }: MergeStores,
  { id, into }: Merge,
  author: Author,
  revisions?: readonly number[],
): Promise<FeedbackRecord> {
  if (id === into) {
    throw new Problem('feedback_conflict', 'It cannot be merged into itself: name another');
  }
  const { feedback: other } = await requireTriaged(store, into);
  await requireTriaged(store, id);
  const topic = other.topic ?? into;
  const merged = await editFeedback(store, id, joinTopic(topic, other, author), revisions);
  await editFeedback(store, into, takeIn(id, topic, author));
  await topics.move(moveOf(merged, topic));
  return merged;
}

/** Triage, which comes within moments, would put it into the topic of its own choice. */
async function requireTriaged(store: MergeStores['store'], id: string): Promise<FeedbackRecord> {
  const record = await requireFeedback(store, id);
  if (record.feedback.message === undefined) return record;
  throw new Problem('feedback_conflict', `Triage has not seen ${id} yet: try again in a moment`);
}

/** What nobody has looked at is where the other is; what was closed for one is not closed for all. */
function joinTopic(topic: string, other: Feedback, { who, at }: Author): Edit {
  return ({ feedback, events }) => {
    const isTold = events.some((event) => event.type === 'merge' && event.to === topic);
    if (isTold && feedback.topic === topic) return undefined;
    const from = feedback.topic === topic ? undefined : feedback.topic;
    const merge: FeedbackEvent = { type: 'merge', at, who, to: topic, ...(from && { from }) };
    const { status } = other;
    const isUnderWay = status === 'planned' || status === 'in-progress';
    if (feedback.status !== 'new' || !isUnderWay) {
      return { after: { ...feedback, topic }, events: [merge] };
    }
    const moved: FeedbackEvent = { type: 'status', at, who, from: 'new', to: status };
    return { after: { ...feedback, topic, status }, events: [merge, moved] };
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

function moveOf({ feedback, events }: FeedbackRecord, to: string) {
  const { kind, text = '', context } = feedback;
  const left = events.flatMap((event) => (event.type === 'merge' && event.from) || []);
  const fingerprint = fingerprintOf({ kind, text, page: context.url });
  return { feedback, fingerprint, from: left.slice(-MAX_LEFT), to };
}
