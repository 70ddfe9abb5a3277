import type { FeedbackEvent } from '../feedback-event.ts';
import { isClosed, type Status } from '../status.ts';
import type { FeedbackRecord } from '../store/feedback-store.ts';
import type { StatusView, TimelineEntry } from './reported-status.ts';

/** What a reporter sees of their feedback. */
export function statusView({ feedback, events }: FeedbackRecord): StatusView {
  const { id, receivedAt, kind, message = '', text = message, status } = feedback;
  const timeline = events.flatMap(entryOf);
  return {
    id,
    receivedAt,
    kind,
    message: text,
    status,
    verdictDue: isVerdictDue(status),
    timeline,
  };
}

/** What was shipped can be judged. */
export function isVerdictDue(status: Status): boolean {
  return isClosed(status) && status !== 'declined';
}

function entryOf(event: FeedbackEvent): TimelineEntry | [] {
  const { at } = event;
  if (event.type === 'status') {
    const { to: status, release } = event;
    return { type: 'status', at, status, ...(release !== undefined && { release }) };
  }
  if (event.type === 'reply') return { type: 'reply', at, text: event.text };
  if (event.type === 'verdict') return { type: 'verdict', at, verdict: event.text };
  return [];
}
