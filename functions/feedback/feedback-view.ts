import type { Feedback } from './feedback.ts';
import { redact } from './redact.ts';
import { wordsOf } from './words-of.ts';

/** Feedback as the team sees it: named one by one, so that no secret gets out with what is added later. */
export function feedbackView(feedback: Feedback) {
  const { id, receivedAt, kind, status, revision, rating, topic, spamScore, context } = feedback;
  const { url, errors } = context;
  return {
    id,
    receivedAt,
    kind,
    status,
    revision,
    text: wordsOf(feedback),
    ...(rating && { rating }),
    ...(topic !== undefined && { topic }),
    ...(spamScore !== undefined && { spamScore }),
    context: {
      ...context,
      ...(url !== undefined && { url: redact(url.replaceAll('%40', '@')) }),
      ...(errors && { errors: errors.map(redact) }),
    },
  };
}

export type FeedbackView = ReturnType<typeof feedbackView>;
