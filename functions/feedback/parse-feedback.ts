import type * as z from 'zod/mini';
import { type BodyError, Problem } from '../shared/problem.ts';
import { feedbackSchema, type NewFeedback } from './feedback-schema.ts';

/** Enough to mend a form; a hostile body can break thousands of rules. */
const MAX_ERRORS = 20;
const MAX_POINTER_LENGTH = 200;

/** What to do about each rule. Details never repeat what was sent. */
const DETAILS: Readonly<Record<string, string>> = {
  required: 'is missing',
  wrong_type: 'has the wrong type',
  unknown_key: 'is not a known key',
  not_allowed: 'is none of the allowed values',
  too_small: 'is too small or too short',
  too_big: 'is too large, too long or has too many entries',
  wrong_format: 'has the wrong format',
  hostile_characters: 'holds control characters, broken Unicode or marks that turn text around',
  empty: 'has nothing that can be seen',
  too_long: 'is too long',
  too_many: 'has too many entries',
  not_a_page: 'must be an http or https URL without user name and password',
};

const CODE_OF: Readonly<Record<string, string>> = {
  invalid_type: 'wrong_type',
  invalid_value: 'not_allowed',
  invalid_union: 'not_allowed',
  invalid_key: 'wrong_format',
  invalid_format: 'wrong_format',
  too_small: 'too_small',
  too_big: 'too_big',
};

/** Feedback that keeps every rule, or a `Problem` that names each broken one. */
export function parseFeedback(value: unknown): NewFeedback {
  const result = feedbackSchema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  const errors = result.error.issues.flatMap(errorsOf).slice(0, MAX_ERRORS);
  throw new Problem('feedback_invalid', 'Mend what the errors point at, and send it again', {
    errors,
  });
}

function errorsOf(issue: z.core.$ZodIssue): readonly BodyError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => bodyError([...issue.path, key], 'unknown_key'));
  }
  return [bodyError(issue.path, codeOf(issue))];
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return String(issue.params?.rule);
  if (issue.input === undefined) return 'required';
  return CODE_OF[issue.code] ?? 'wrong_format';
}

function bodyError(path: readonly PropertyKey[], code: string): BodyError {
  return { pointer: pointerOf(path), code, detail: DETAILS[code] ?? 'breaks a rule' };
}

/** RFC 6901. */
function pointerOf(path: readonly PropertyKey[]): string {
  const pointer = path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  return pointer.slice(0, MAX_POINTER_LENGTH);
}
