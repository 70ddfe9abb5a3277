import type { Contact } from '../../../../functions/feedback/contact.ts';
import { betaState, mayJoinBeta } from '../../../../functions/feedback/reporter/beta-state.ts';
import { CONTACT } from '../../../support/feedback-store-contract.ts';

const beta = (wish: 'in' | 'out', turn = 1) => ({ targetingKey: 'visitor-1', wish, turn });
const at = { confirmedAt: '2026-11-23T10:00:00.000Z' };
const came = (turn: number, outcome: 'in' | 'closed') => ({ betaOutcome: { turn, outcome } });

test.each<[string, Partial<Contact>, string | undefined, boolean]>([
  ['it was not asked for', at, undefined, false],
  ['the mailbox is not confirmed', { beta: beta('in') }, 'unconfirmed', false],
  ['nothing came of it yet', { ...at, beta: beta('in') }, 'joining', false],
  ['the reporter is in', { ...at, beta: beta('in'), ...came(1, 'in') }, 'in', false],
  ['nobody more is taken', { ...at, beta: beta('in'), ...came(1, 'closed') }, 'closed', true],
  ['they ask again', { ...at, beta: beta('in', 2), ...came(1, 'closed') }, 'joining', false],
  ['they left', { ...at, beta: beta('out', 2), ...came(1, 'in') }, 'out', true],
  ['they left before they confirmed', { beta: beta('out', 2) }, 'out', false],
  ['they have changed their mind too often', { ...at, beta: beta('out', 20) }, 'out', false],
])('where %s', (_, more, state, may) => {
  const contact = { ...CONTACT, ...more };
  expect(betaState(contact)).toBe(state);
  expect(mayJoinBeta(contact)).toBe(may);
});
