import { Problem } from '../../shared/problem.ts';
import type { Feedback } from '../feedback.ts';
import type { FeedbackEvent } from '../feedback-event.ts';
import type { FeedbackRecord, FeedbackStore } from '../store/feedback-store.ts';

/** What a piece of feedback becomes, and the lines of its timeline that say so. */
export interface FeedbackEdit {
  readonly after: Feedback;
  readonly events: readonly FeedbackEvent[];
}

/** Undefined where nothing has to change. */
export type Edit = (record: FeedbackRecord) => FeedbackEdit | undefined;

/** So many may change it at once: each time, one of them gets ahead. */
const MAX_ATTEMPTS = 12;

/** Far more than an id has; DynamoDB refuses a key of more than 2 kB, which would be a fault of ours. */
const MAX_ID_LENGTH = 100;

/**
 * Edits the latest, also where others edit at the same moment, and gives what it is after it. Throws `in_flight` where
 * too many do.
 *
 * @param revisions - what the caller has read: anything newer is a `precondition_failed`. @default - whatever it is
 */
export async function editFeedback(
  store: Pick<FeedbackStore, 'read' | 'replace'>,
  id: string,
  edit: Edit,
  revisions?: readonly number[],
): Promise<FeedbackRecord> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const record = await requireFeedback(store, id);
    if (revisions && !revisions.includes(record.feedback.revision)) throw changedSince(record);
    const kept = await keepUnlessOvertaken(store, record, edit(record));
    if (kept) return kept;
  }
  throw new Problem('in_flight', 'It is being changed by others: send it again');
}

/** Undefined where somebody else was faster. */
async function keepUnlessOvertaken(
  ...[store, record, edit]: Parameters<typeof keep>
): Promise<FeedbackRecord | undefined> {
  try {
    return await keep(store, record, edit);
  } catch (error) {
    if (error instanceof Problem && error.code === 'precondition_failed') return undefined;
    throw error;
  }
}

/** Throws `not_found`. */
export async function requireFeedback(
  store: Pick<FeedbackStore, 'read'>,
  id: string,
): Promise<FeedbackRecord> {
  const record = id.length <= MAX_ID_LENGTH ? await store.read(id) : undefined;
  if (record) return record;
  const named = id.length > MAX_ID_LENGTH ? `${id.slice(0, MAX_ID_LENGTH)}…` : id;
  throw new Problem(
    'not_found',
    `There is no feedback '${named}': an id is needed whole, and it may be erased, or over its time`,
  );
}

async function keep(
  store: Pick<FeedbackStore, 'replace'>,
  record: FeedbackRecord,
  edit: FeedbackEdit | undefined,
): Promise<FeedbackRecord> {
  if (!edit) return record;
  const feedback = await store.replace(record.feedback, edit.after, edit.events);
  return { ...record, feedback, events: [...record.events, ...edit.events] };
}

function changedSince({ feedback, events }: FeedbackRecord): Problem {
  const last = events.at(-1);
  const who = last ? `${last.who} was the last to change it, at ${last.at}` : 'It has changed';
  return new Problem(
    'precondition_failed',
    `${who}; it is ${feedback.status} now, revision ${feedback.revision}. Look again`,
  );
}
