import type { FeedbackEvent, Verdict } from '../feedback-event.ts';
import { isClosed, type Status } from '../status.ts';
import type { FeedbackRecord } from '../store/feedback-store.ts';

/** One line that a reporter may read: who of the team did it, what it is linked to and whose duplicate it is stays inside. */
export type TimelineEntry =
  | {
      readonly type: 'status';
      readonly at: string;
      readonly status: Status;
      readonly release?: string;
    }
  | { readonly type: 'reply'; readonly at: string; readonly text: string }
  | { readonly type: 'verdict'; readonly at: string; readonly verdict: Verdict };

/** What a reporter sees of their feedback. */
export interface StatusView {
  readonly id: string;
  readonly receivedAt: string;
  readonly kind: string;
  /** Their own words; without what is personal in them as soon as triage has seen them. */
  readonly message: string;
  readonly status: Status;
  /** Whether a verdict is asked for. */
  readonly verdictDue: boolean;
  /** Oldest first. */
  readonly timeline: readonly TimelineEntry[];
}

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
