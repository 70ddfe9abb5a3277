import { MemoryMailLedger } from '../../../../functions/feedback/mail/memory-mail-ledger.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { describeMailLedger } from '../../../support/mail-ledger-contract.ts';

describeMailLedger('memory', (now) => {
  const store = new MemoryFeedbackStore(now);
  return { store, ledger: new MemoryMailLedger(store, now) };
});
