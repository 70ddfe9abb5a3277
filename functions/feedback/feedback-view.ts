import type { Feedback } from './feedback.ts';
import { redactContext } from './redact-context.ts';
import { wordsOf } from './words-of.ts';

/** Feedback as the team sees it: named one by one, so that no secret gets out with what is added later. */
export function feedbackView(feedback: Feedback) {
  const { id, receivedAt, kind, status, revision, rating, topic, spamScore, context } = feedback;
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
    context: redactContext(context),
  };
}

export type FeedbackView = ReturnType<typeof feedbackView>;
