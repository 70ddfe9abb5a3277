import { Problem } from '../../shared/problem.ts';

/** Somebody else changed the rollout first, or it is another one by now. */
export function rolloutConflict(key: string, cause?: unknown): Problem {
  const message = `The rollout of ${key} was changed meanwhile: look at it again and repeat your change`;
  return new Problem('rollout_conflict', message, { cause });
}

/** One live rollout for each toggle. */
export function rolloutIsLive(key: string, cause?: unknown): Problem {
  const message = `A rollout of ${key} is under way: end it before you start another`;
  return new Problem('rollout_conflict', message, { cause });
}
