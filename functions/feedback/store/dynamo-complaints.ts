import type { FeedbackEvent, VerdictEvent } from '../feedback-event.ts';
import { releaseCounter } from '../triage/counter-names.ts';
import { COUNTED_DAYS, counterKey, expiryAfter } from '../triage/triage-items.ts';
import type { FeedbackTable, Write } from './feedback-table.ts';

/** What is still broken counts against the release that shipped it, as a complaint of the hour in which it was said. */
export function complaints(
  table: FeedbackTable,
  events: readonly FeedbackEvent[],
): readonly Write[] {
  return events.filter(isComplaint).map(({ at, release }) => ({
    Update: {
      TableName: table.name,
      Key: { ...counterKey(at, releaseCounter(release)) },
      UpdateExpression: 'SET expiresAtEpochSeconds = :expiry ADD #total :one, negative :one',
      ExpressionAttributeNames: { '#total': 'total' },
      ExpressionAttributeValues: {
        ':expiry': expiryAfter(at, COUNTED_DAYS).expiresAtEpochSeconds,
        ':one': 1,
      },
    },
  }));
}

function isComplaint(event: FeedbackEvent): event is VerdictEvent & { readonly release: string } {
  return event.type === 'verdict' && event.text === 'still-broken' && event.release !== undefined;
}
