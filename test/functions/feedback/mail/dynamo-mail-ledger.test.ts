import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoMailLedger } from '../../../../functions/feedback/mail/dynamo-mail-ledger.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { CONTACT, FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { describeMailLedger } from '../../../support/mail-ledger-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(14, ['byStatus', 'byRelease'], 'byTime');

describeMailLedger('DynamoDB', (now) => {
  const table = tables.next();
  return {
    store: new DynamoFeedbackStore(tables.client, table, now),
    ledger: new DynamoMailLedger(tables.client, table, now),
  };
});

test('noting that a mail was sent leaves nothing beside feedback that was erased meanwhile', async () => {
  const table = tables.next();
  const now = () => Date.parse(FEEDBACK.receivedAt);
  const store = new DynamoFeedbackStore(tables.client, table, now);
  const ledger = new DynamoMailLedger(tables.client, table, now);
  const mailing = { id: FEEDBACK.id, name: 'news', secretHash: 'hash' };
  await store.add(FEEDBACK, CONTACT);
  await ledger.claim(mailing);
  await store.erase(FEEDBACK.id);
  await ledger.settle(mailing);
  const { Items } = await tables.client.send(new ScanCommand({ TableName: table }));
  expect(Items).toEqual([]);
});
