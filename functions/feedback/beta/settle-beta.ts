import type { FeedbackStore } from '../store/feedback-store.ts';
import type { BetaChange } from './beta-change.ts';
import type { BetaClaims } from './beta-claims.ts';
import { type SettleMembersDependencies, settleMembers } from './settle-members.ts';
import { wantsBeta } from './wants-beta.ts';

export interface SettleBetaDependencies extends Pick<SettleMembersDependencies, 'toggles'> {
  readonly feedback: Pick<FeedbackStore, 'read' | 'changeContact'>;
  readonly claims: BetaClaims;
}

/** How many of those who changed their mind are in now, out, or not taken. */
export interface SettledBeta {
  readonly joined: number;
  readonly left: number;
  readonly closed: number;
}

/**
 * Brings the segment into line with what reporters want, all of a batch in one edit, and notes in their contacts what came
 * of it. Every step may be done again: it goes by what is wanted at that moment, whatever the stream has told.
 */
export async function settleBeta(
  changes: readonly BetaChange[],
  { feedback, claims, toggles }: SettleBetaDependencies,
): Promise<SettledBeta> {
  const byId = [...new Map(changes.map((change) => [change.id, change])).values()];
  for (const { id, targetingKey } of byId) await claims.follow(id, targetingKey);
  const keys = [...new Set(byId.map(({ targetingKey }) => targetingKey))];
  const refused = await settleMembers(keys, { claims, toggles });
  const settled = { joined: 0, left: 0, closed: 0 };
  for (const { id, targetingKey } of byId) {
    settled[await note(id, refused.has(targetingKey), feedback)] += 1;
  }
  return settled;
}

async function note(
  id: string,
  isRefused: boolean,
  feedback: SettleBetaDependencies['feedback'],
): Promise<keyof SettledBeta> {
  const { contact } = (await feedback.read(id)) ?? {};
  if (!contact?.beta || !wantsBeta(contact)) return 'left';
  const { turn } = contact.beta;
  await feedback.changeContact(id, {
    betaOutcome: { turn, outcome: isRefused ? 'closed' : 'in' },
  });
  return isRefused ? 'closed' : 'joined';
}
