import { DynamoFeedbackStore } from '../../../functions/feedback/dynamo-feedback-store.ts';
import { describeFeedbackStore } from '../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../support/one-table-each.ts';

const tables = oneTableEach(14);

describeFeedbackStore(
  'DynamoDB',
  (now) => new DynamoFeedbackStore(tables.client, tables.next(), now),
);
