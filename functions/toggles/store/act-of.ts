import { isoTime } from '../../shared/clock.ts';
import { Problem } from '../../shared/problem.ts';
import { lintName } from '../lint/lint-name.ts';
import type { Author } from './change.ts';
import { boundedAuthor } from './change-of.ts';
import type { Act } from './kill-journal.ts';
import type { ActOptions } from './toggle-store.ts';

/** In UTF-8 bytes: every refresh of every reader pays for the kills in force, by the kilobyte. */
const MAX_BYTES = 200;

/** A kill where there is a `variant`, else a restore. */
export function actOf(
  key: string,
  variant: string | undefined,
  author: Author,
  { undoes }: ActOptions,
  nowMs: number,
): Omit<Act, 'id'> {
  // No other name can be killed: `__proto__` would poison the object that holds the kills.
  if (lintName(key, []).length > 0)
    throw new Problem('toggle_unknown', `There is no toggle '${key}'`);
  return {
    kind: variant === undefined ? 'restore' : 'kill',
    key,
    ...boundedAuthor(author, { who: MAX_BYTES, why: MAX_BYTES }, Buffer.byteLength),
    at: isoTime(nowMs),
    ...(variant !== undefined && { variant }),
    ...(undoes !== undefined && { undoes }),
  };
}
