import type { Contact } from '../contact.ts';
import type { Feedback } from '../feedback.ts';
import type { FeedbackRecord } from '../store/feedback-store.ts';
import { assess } from '../triage/assess.ts';
import { isSpam } from '../triage/spam-score.ts';
import type { Letter } from './letter.ts';
import type { News } from './news.ts';

/**
 * What to write to the reporter about news, by what holds now: news may come late, twice, and in any order. Who has not
 * confirmed their address is asked, and told nothing. Who wants no more mails gets none. Undefined: nothing.
 */
export function chooseLetter(
  { feedback, contact }: FeedbackRecord,
  { what }: News,
): Letter | undefined {
  if (!contact || contact.stoppedAt !== undefined) return undefined;
  if (contact.confirmedAt === undefined) {
    return isLikelySpam(feedback) ? undefined : questionTo(contact);
  }
  if (what.type === 'contact') return undefined;
  if (what.type === 'reply') return { kind: 'reply', text: what.text };
  if (feedback.status !== what.to) return undefined; // it was opened again meanwhile
  const { to: kind, release } = what;
  return kind === 'shipped' && release !== undefined ? { kind, release } : { kind };
}

function questionTo({ beta }: Contact): Letter {
  return { kind: 'ask', ...(beta?.wish === 'in' && { letsIntoBeta: true }) };
}

/** Before triage, too: machines that fill in forms give addresses of others. */
function isLikelySpam(feedback: Feedback): boolean {
  const { message, spamScore: score } = feedback;
  if (score !== undefined) return isSpam({ score });
  return message !== undefined && assess(feedback, message).isSpam;
}
