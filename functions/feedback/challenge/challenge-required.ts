import { Problem } from '../../shared/problem.ts';
import type { CheckedSolution } from './check-solution.ts';

type Reason = NonNullable<CheckedSolution['flaw']> | 'missing' | 'used';

const REASONS: Readonly<Record<Reason, string>> = {
  missing: 'There are many posts at the moment',
  unreadable: 'The header Altcha holds no solution in base64',
  expired: 'The time of this challenge is over',
  forged: 'This challenge is none of ours, or has been changed',
  unsolved: 'This does not solve the challenge',
  used: 'This solution was used already',
};

/** Asks for a solution, another one perhaps. */
export function challengeRequired(reason: Reason): Problem {
  const how = 'ask GET /v1/challenge, solve it, and send the solution as the header Altcha';
  return new Problem('challenge_required', `${REASONS[reason]}: ${how}`);
}
