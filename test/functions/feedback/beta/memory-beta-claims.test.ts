import { MemoryBetaClaims } from '../../../../functions/feedback/beta/memory-beta-claims.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { describeBetaClaims } from '../../../support/beta-claims-contract.ts';
import { FEEDBACK } from '../../../support/feedback-store-contract.ts';

describeBetaClaims('memory', () => {
  const feedback = new MemoryFeedbackStore(() => Date.parse(FEEDBACK.receivedAt));
  return { feedback, claims: new MemoryBetaClaims(feedback) };
});
