import { MemoryChallengeStore } from '../../../../functions/feedback/challenge/memory-challenge-store.ts';
import { MemoryFeedbackIntake } from '../../../../functions/feedback/store/memory-feedback-intake.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { describeChallengeStore } from '../../../support/challenge-store-contract.ts';
import { describeFeedbackIntake } from '../../../support/feedback-intake-contract.ts';

describeChallengeStore('memory', () => new MemoryChallengeStore());
describeFeedbackIntake('memory', (now) => {
  const store = new MemoryFeedbackStore(now);
  return { store, intake: new MemoryFeedbackIntake(store, now) };
});
