import { isoTime } from '../../shared/clock.ts';
import type { Edit } from '../edits/edit.ts';
import { boundedText } from './bounded-text.ts';
import type { Author, Change } from './change.ts';

/** In code points. A role's name with its session takes 130. */
const MAX_WHO = 200;
const MAX_WHY = 500;
const MAX_SUMMARY = 300;

/** What the audit keeps of an edit: one line each, cut where somebody is too wordy. An edit is not refused for its reason. */
export function changeOf({ summary }: Edit, author: Author, nowMs: number): Change {
  return {
    ...boundedAuthor(author, MAX_WHY),
    at: isoTime(nowMs),
    summary: boundedText(summary, MAX_SUMMARY),
  };
}

export function boundedAuthor({ who, why }: Author, maxWhy: number): Author {
  return { who: boundedText(who, MAX_WHO), why: boundedText(why, maxWhy) };
}
