import { isoTime } from '../../shared/clock.ts';
import { Problem } from '../../shared/problem.ts';
import type { Edit } from '../edits/edit.ts';
import { boundedText } from './bounded-text.ts';
import type { Author, Change } from './change.ts';

/** In code points, as are the others. A role's name with its session takes 130. */
const MAX_WHO = 200;
const MAX_WHY = 500;
const MAX_SUMMARY = 300;

/** What the audit keeps of an edit: one line each, cut where somebody is too wordy. An edit is not refused for its reason. */
export function changeOf({ summary }: Edit, author: Author, nowMs: number): Change {
  return {
    ...boundedAuthor(author, { who: MAX_WHO, why: MAX_WHY }),
    at: isoTime(nowMs),
    summary: boundedText(summary, MAX_SUMMARY),
  };
}

/** One rule for all changes: whoever gives a reason gives one that can be read. Throws `malformed_request` where it is blank. */
export function boundedAuthor(
  { who, why }: Author,
  max: { readonly who: number; readonly why: number },
  sizeOf?: (point: string) => number,
): Author {
  const bounded = {
    who: boundedText(who, max.who, sizeOf),
    why: boundedText(why, max.why, sizeOf),
  };
  if (bounded.why) return bounded;
  throw new Problem(
    'malformed_request',
    'The reason is blank: say why in a few words, or leave it out',
  );
}
