import {
  CONTACT,
  type ContactItem,
  EVENT,
  type EventItem,
  FEEDBACK,
  type FeedbackItem,
  feedbackOf,
  type ItemKey,
  withoutKey,
} from './feedback-items.ts';
import type { FeedbackRecord } from './feedback-store.ts';

/** Puts together what one partition holds. Undefined where the feedback itself is not among it. */
export function recordOf(items: readonly ItemKey[]): FeedbackRecord | undefined {
  const feedback = items.find(({ sk }) => sk === FEEDBACK);
  if (!feedback) return undefined;
  const contact = items.find(({ sk }) => sk === CONTACT);
  const events = items.filter(({ sk }) => sk.startsWith(EVENT));
  return {
    feedback: feedbackOf(feedback as FeedbackItem),
    ...(contact && { contact: withoutKey(contact as ContactItem) }),
    events: events.map((item) => withoutKey(item as EventItem)),
  };
}
