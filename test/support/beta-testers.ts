import type { BetaChange } from '../../functions/feedback/beta/beta-change.ts';
import type { BetaClaims } from '../../functions/feedback/beta/beta-claims.ts';
import { MemoryBetaClaims } from '../../functions/feedback/beta/memory-beta-claims.ts';
import { settleBeta } from '../../functions/feedback/beta/settle-beta.ts';
import type { ContactChange } from '../../functions/feedback/contact.ts';
import { MemoryFeedbackStore } from '../../functions/feedback/store/memory-feedback-store.ts';
import { MemoryToggleStore } from '../../functions/toggles/store/memory-toggle-store.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { CONTACT, FEEDBACK } from './feedback-store-contract.ts';
import { documentOf, toggle } from './toggle-builders.ts';

export const NOW = Date.parse('2026-11-23T12:00:00Z');
export const ANN = { who: 'ann', why: 'to see' };

/** A toggle that is on for beta testers. */
export const SEARCH = toggle({ targeting: { if: [{ $ref: 'beta' }, 'on', null] } });

export const listing = (...keys: readonly string[]) => ({ in: [{ var: 'targetingKey' }, keys] });

/** A stage whose toggles say of the segment `beta` what is given: no toggles at all for null. */
export async function stageWithBeta(beta: unknown = listing(), search = SEARCH) {
  const feedback = new MemoryFeedbackStore(() => NOW);
  const toggles = new MemoryToggleStore(() => NOW);
  const claims = new MemoryBetaClaims(feedback);
  if (beta !== null) {
    const document = documentOf({ search }, { $evaluators: { beta } });
    await toggles.save({ document, summary: 'made', keys: [] }, 0, ANN);
  }
  const settle = (...changes: readonly BetaChange[]) => settleWith({}, ...changes);
  const settleWith = (
    others: { readonly toggles?: ToggleStore; readonly claims?: BetaClaims },
    ...changes: readonly BetaChange[]
  ) => settleBeta(changes, { feedback, claims, toggles, ...others });
  return {
    feedback,
    toggles,
    claims,
    settle,
    settleWith,
    /** Feedback whose reporter wants in, and has confirmed the address unless told otherwise. */
    async report(id: string, targetingKey: string, change: ContactChange = {}) {
      await feedback.add({ ...FEEDBACK, id }, CONTACT);
      const beta = { targetingKey, wish: 'in', turn: 1 } as const;
      const confirmedAt = CONTACT.consentedAt;
      await feedback.changeContact(id, { confirmedAt, beta, ...change });
      return { id, targetingKey };
    },
    async rule() {
      return (await toggles.readDocument())?.document.$evaluators?.['beta'];
    },
    async outcome(id: string) {
      return (await feedback.read(id))?.contact?.betaOutcome;
    },
  };
}
