import { Problem } from '../../shared/problem.ts';

/** A kill needs a toggle: a stage has some from its first deployment on. */
export function noToggles(): Problem {
  return new Problem('toggle_unknown', 'There are no toggles in this stage yet: create one first');
}
