import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import { describeFeedbackChanges } from '../../../support/feedback-changes-contract.ts';
import { describeFeedbackContact } from '../../../support/feedback-contact-contract.ts';
import { describeFeedbackStore } from '../../../support/feedback-store-contract.ts';

describeFeedbackStore('memory', (now) => new MemoryFeedbackStore(now));
describeFeedbackChanges('memory', (now) => new MemoryFeedbackStore(now));
describeFeedbackContact('memory', (now) => new MemoryFeedbackStore(now));
