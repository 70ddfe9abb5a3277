import { MemoryFeedbackStore } from '../../../functions/feedback/memory-feedback-store.ts';
import { describeFeedbackStore } from '../../support/feedback-store-contract.ts';

describeFeedbackStore('memory', (now) => new MemoryFeedbackStore(now));
