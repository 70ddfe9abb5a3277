import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { MemoryTriageStore } from '../../../../functions/feedback/triage/memory-triage-store.ts';
import { describeTriageStore } from '../../../support/triage-store-contract.ts';

describeTriageStore('memory', (now) => {
  const feedback = new MemoryFeedbackStore(now);
  const triage = new MemoryTriageStore(feedback);
  return { feedback, triage, counts: async () => triage.counts };
});
