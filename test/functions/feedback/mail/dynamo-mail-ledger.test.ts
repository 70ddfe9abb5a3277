import { DynamoMailLedger } from '../../../../functions/feedback/mail/dynamo-mail-ledger.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { describeMailLedger } from '../../../support/mail-ledger-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(13, ['byStatus', 'byRelease'], 'byTime');

describeMailLedger('DynamoDB', (now) => {
  const table = tables.next();
  return {
    store: new DynamoFeedbackStore(tables.client, table, now),
    ledger: new DynamoMailLedger(tables.client, table, now),
  };
});
