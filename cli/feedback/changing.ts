import type { Command } from 'commander';
import { recordView } from '../../functions/feedback/admin/admin-views.ts';
import type { Author } from '../../functions/feedback/edits/author.ts';
import { requireFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import type {
  FeedbackRecord,
  FeedbackStore,
} from '../../functions/feedback/store/feedback-store.ts';
import { callerOf } from '../caller.ts';
import { contextOf } from '../command-context.ts';
import { feedbackStoreOf } from '../stores.ts';
import type { Target } from '../target.ts';
import { nowMs } from '../target-time.ts';
import { eventLine } from './feedback-words.ts';

/** What a changing command does, once it knows where and in whose name. */
export type Act = (store: FeedbackStore, author: Author, where: Target) => Promise<FeedbackRecord>;

/**
 * The frame of a command that changes one piece: does it, and answers with what became of it.
 *
 * @param hint - what is good to know besides. @default - nothing
 */
export async function changeFeedback(
  command: Command,
  id: string,
  act: Act,
  hint?: string,
): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const [who, atMs] = await Promise.all([callerOf(where), nowMs(where)]);
  const store = feedbackStoreOf(where, () => atMs);
  const before = await requireFeedback(store, id);
  const record = await act(store, { who, at: new Date(atMs).toISOString() }, where);
  const changed = before.feedback.revision !== record.feedback.revision;
  const view = recordView(record);
  const done = view.timeline.slice(before.events.length);
  output.answer({ stage: where.stage, changed, ...view, ...(hint && { hint }) }, () => [
    ...(changed
      ? done.map(eventLine)
      : [`It is so already: nothing was changed in ${where.stage}.`]),
    ...(hint ? [hint] : []),
  ]);
}
