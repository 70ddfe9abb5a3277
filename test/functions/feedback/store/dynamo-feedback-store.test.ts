import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { describeFeedbackChanges } from '../../../support/feedback-changes-contract.ts';
import { describeFeedbackContact } from '../../../support/feedback-contact-contract.ts';
import {
  type CreateStore,
  describeFeedbackStore,
} from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(55, ['byStatus', 'byRelease'], 'byTime');

const createStore: CreateStore = (now) =>
  new DynamoFeedbackStore(tables.client, tables.next(), now);

describeFeedbackStore('DynamoDB', createStore);
describeFeedbackChanges('DynamoDB', createStore);
describeFeedbackContact('DynamoDB', createStore);
