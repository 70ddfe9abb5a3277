import type { Feedback } from '../feedback.ts';
import type { Status } from '../status.ts';
import { wordsOf } from '../words-of.ts';

/** What feedback must have to be listed: all that is named. */
export interface FeedbackFilter {
  readonly status?: Status;
  readonly release?: string;
  /** A toggle that its page had. */
  readonly toggle?: string;
  /** Of that toggle. */
  readonly variant?: string;
  readonly topic?: string;
  /** Words that it holds, in any order and letter case. */
  readonly words?: string;
}

export function matches(feedback: Feedback, filter: FeedbackFilter): boolean {
  const { status, release, topic } = filter;
  if (status !== undefined && feedback.status !== status) return false;
  if (release !== undefined && feedback.context.release !== release) return false;
  if (topic !== undefined && feedback.topic !== topic && feedback.id !== topic) return false;
  return hasToggle(feedback, filter) && hasWords(feedback, filter.words);
}

/** Own keys only: a toggle may be named `constructor`. */
function hasToggle({ context }: Feedback, { toggle, variant }: FeedbackFilter): boolean {
  const { toggles = {} } = context;
  if (toggle === undefined) return true;
  if (!Object.hasOwn(toggles, toggle)) return false;
  return variant === undefined || toggles[toggle] === variant;
}

function hasWords(feedback: Feedback, words: string | undefined): boolean {
  if (words === undefined) return true;
  const text = folded(wordsOf(feedback));
  return folded(words)
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function folded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
