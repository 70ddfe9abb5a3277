import { Problem } from '../../shared/problem.ts';
import type { Contact, ContactChange } from '../contact.ts';
import { betaState, mayJoinBeta } from './beta-state.ts';

/**
 * What the reporter's word on the beta makes of the contact; undefined where nothing has to change, so that a request may be
 * sent again. Everybody may leave who holds a secret; whoever joins has shown that the mailbox is theirs.
 */
export function decideBeta(
  contact: Contact | undefined,
  member: boolean,
): ContactChange | undefined {
  const { beta } = contact ?? {};
  if (!member) return beta?.wish === 'in' ? { beta: turned(beta, 'out') } : undefined;
  if (!contact || !beta) {
    throw new Problem(
      'beta_unavailable',
      'It came without a word on how toggles know its reporter',
    );
  }
  if (contact.confirmedAt === undefined) {
    throw new Problem('mailbox_unproven', 'Follow the link in the mail that was sent, and confirm');
  }
  if (['joining', 'in'].includes(betaState(contact) ?? '')) return undefined;
  if (mayJoinBeta(contact)) return { beta: turned(beta, 'in') };
  throw new Problem('beta_unavailable', 'It was joined and left too often: send new feedback');
}

type Beta = NonNullable<Contact['beta']>;

function turned(beta: Beta, wish: Beta['wish']): Beta {
  return { ...beta, wish, turn: beta.turn + 1 };
}
