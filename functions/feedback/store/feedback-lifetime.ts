import type { Feedback } from '../feedback.ts';
import { isClosed } from '../status.ts';

const DAY_SECONDS = 24 * 60 * 60;
const FEEDBACK_DAYS = 180;
const CONTACT_DAYS_AFTER_CLOSING = 30;

/** What DynamoDB's TTL deletes by. It deletes late, up to days: every read looks at it too. */
export interface Expiring {
  readonly expiresAtEpochSeconds: number;
}

/** 180 days after it was received, whatever happens to it. */
export function feedbackExpiry({ receivedAt }: Pick<Feedback, 'receivedAt'>): number {
  return epochSeconds(Date.parse(receivedAt)) + FEEDBACK_DAYS * DAY_SECONDS;
}

/** 30 days after the feedback was closed, and never after the feedback itself. */
export function contactExpiry(feedback: Feedback, nowMs: number): number {
  const atMost = feedbackExpiry(feedback);
  if (!isClosed(feedback.status)) return atMost;
  return Math.min(atMost, epochSeconds(nowMs) + CONTACT_DAYS_AFTER_CLOSING * DAY_SECONDS);
}

/** The item, unless its time is over. */
export function unexpired<Item extends Partial<Expiring>>(
  item: Item | undefined,
  nowMs: number,
): Item | undefined {
  const { expiresAtEpochSeconds = Number.POSITIVE_INFINITY } = item ?? {};
  return expiresAtEpochSeconds <= epochSeconds(nowMs) ? undefined : item;
}

function epochSeconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
