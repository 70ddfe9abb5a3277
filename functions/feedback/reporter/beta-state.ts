import type { Contact } from '../contact.ts';
import type { BetaState } from './reported-status.ts';

/** So often a reporter may change their mind with one piece of feedback: each time is a version of the toggles. */
const MAX_TURNS = 20;

/** Whether the reporter is a beta tester, or what stands in between. Undefined where that was never asked for. */
export function betaState({
  beta,
  betaOutcome,
  confirmedAt,
}: Pick<Contact, 'beta' | 'betaOutcome' | 'confirmedAt'>): BetaState | undefined {
  if (!beta || beta.wish === 'out') return beta && 'out';
  if (confirmedAt === undefined) return 'unconfirmed';
  return betaOutcome?.turn === beta.turn ? betaOutcome.outcome : 'joining';
}

/** Whether the reporter may ask to be let in: again, or for the first time after they had left. */
export function mayJoinBeta(contact: Contact): boolean {
  const state = betaState(contact);
  const isOutside = state === 'out' || state === 'closed';
  const { turn = MAX_TURNS } = contact.beta ?? {};
  return isOutside && contact.confirmedAt !== undefined && turn < MAX_TURNS;
}
