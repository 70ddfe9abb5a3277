import { Problem } from '../../shared/problem.ts';
import type { Change } from './change.ts';

/** Two people edited at once: tells the slower one what the faster one did. */
export function toggleConflict(other: Change | undefined, cause?: unknown): Problem {
  const what = other
    ? `${other.who} changed the toggles at ${other.at} (${other.summary}; ${other.why})`
    : 'The toggles are not what they were when you read them';
  return new Problem('toggle_conflict', `${what}. Read them again and repeat your change`, {
    cause,
  });
}

export function isToggleConflict(error: unknown): error is Problem {
  return error instanceof Problem && error.code === 'toggle_conflict';
}
