import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { MemoryFeedbackStore } from '../../../../functions/feedback/store/memory-feedback-store.ts';
import {
  describeFeedbackShipping,
  followsItsTimeline,
} from '../../../support/feedback-shipping-contract.ts';
import type { CreateStore } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(9, ['byStatus', 'byRelease'], 'byTime');

const createStore: CreateStore = (now) =>
  new DynamoFeedbackStore(tables.client, tables.next(), now);

describeFeedbackShipping('memory', (now) => new MemoryFeedbackStore(now));
describeFeedbackShipping('DynamoDB', createStore);

test('DynamoDB follows the timeline, whatever happens to feedback', async () => {
  await followsItsTimeline(await createStore(() => Date.parse('2026-11-23T10:00Z')));
});
