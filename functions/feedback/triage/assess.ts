import type { Feedback } from '../feedback.ts';
import { redact } from '../redact.ts';
import { redactContext } from '../redact-context.ts';
import { type Fingerprint, fingerprintOf } from './fingerprint.ts';
import { isNegative } from './is-negative.ts';
import { isSpam, spamScore } from './spam-score.ts';

/** What triage finds out about one piece of feedback, by looking at it alone. */
export interface Assessment {
  /** The message without what is personal in it. */
  readonly text: string;
  /** As it came, redacted where a page, its errors or a browser may name somebody. */
  readonly context: Feedback['context'];
  readonly spamScore: number;
  readonly isSpam: boolean;
  readonly isNegative: boolean;
  readonly fingerprint: Fingerprint;
}

/** @param message - the visitor's own words */
export function assess(feedback: Feedback, message: string): Assessment {
  const text = redact(message);
  const context = redactContext(feedback.context);
  const spam = spamScore({ text, ...feedback.form });
  return {
    text,
    context,
    spamScore: spam.score,
    isSpam: isSpam(spam),
    isNegative: isNegative(feedback),
    fingerprint: fingerprintOf({ kind: feedback.kind, text, page: context.url }),
  };
}
