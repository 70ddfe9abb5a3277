import type { Feedback } from './feedback.ts';
import { redact } from './redact.ts';

/** What somebody said, without what is personal in it: before triage has run, too. */
export function wordsOf({ text, message }: Pick<Feedback, 'text' | 'message'>): string {
  return text ?? redact(message ?? '');
}
