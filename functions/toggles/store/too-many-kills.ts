import { Problem } from '../../shared/problem.ts';
import type { Kill } from './toggle-store.ts';

/** In force at once: 100 kB at most of the head, which holds 400 kB and is read whole by every refresh. */
export const MAX_KILLS = 200;

/** Undefined where one more fits, or the toggle is among them. */
export function tooManyKills(
  kills: Readonly<Record<string, Kill>>,
  key: string,
): Problem | undefined {
  if (Object.hasOwn(kills, key) || Object.keys(kills).length < MAX_KILLS) return undefined;
  const fix = 'restore those that are over, remove toggles that are done with, or disable this one';
  return new Problem(
    'too_many_kills',
    `${MAX_KILLS} kills are in force, the most there can be: ${fix}`,
  );
}
