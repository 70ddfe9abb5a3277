import type { APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { linksOf } from '../edits/link-to.ts';
import { feedbackView } from '../feedback-view.ts';
import type { FeedbackRecord } from '../store/feedback-store.ts';

/** One piece of feedback with its timeline. Of its sender's address only whether there is one, and may be written to. */
export function recordView({ feedback, contact, events }: FeedbackRecord) {
  return {
    ...feedbackView(feedback),
    contact: contactView(contact),
    links: linksOf(events),
    attachments: feedback.attachments ?? [],
    timeline: events,
  };
}

/** The answer to whoever reads or changes one piece. */
export function recordAnswer(record: FeedbackRecord): APIGatewayProxyResult {
  return json(200, recordView(record), { etag: `"${record.feedback.revision}"` });
}

function contactView(
  contact: FeedbackRecord['contact'],
): 'none' | 'unconfirmed' | 'confirmed' | 'stopped' {
  if (!contact) return 'none';
  if (contact.stoppedAt !== undefined) return 'stopped';
  return contact.confirmedAt === undefined ? 'unconfirmed' : 'confirmed';
}
