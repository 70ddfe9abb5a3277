import { parseWith } from '../shared/parse-with.ts';
import { feedbackSchema, type NewFeedback } from './feedback-schema.ts';
import { PLAIN_TEXT_DETAILS } from './plain-text-details.ts';

/** What to do about the rules that are feedback's own. */
const DETAILS: Readonly<Record<string, string>> = {
  ...PLAIN_TEXT_DETAILS,
  too_many: 'has too many entries',
  not_a_page: 'must be an http or https URL without user name and password',
};

/** Feedback that keeps every rule, or a `Problem` that names each broken one. */
export function parseFeedback(value: unknown): NewFeedback {
  return parseWith(feedbackSchema, value, 'feedback_invalid', DETAILS);
}
