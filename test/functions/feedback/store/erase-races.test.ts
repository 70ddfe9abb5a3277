import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { CONTACT, FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(2, ['byStatus', 'byRelease'], 'byTime');
const NOW = () => Date.parse(FEEDBACK.receivedAt);

async function itemsOf(TableName: string): Promise<readonly unknown[]> {
  const found = await tables.cloud.cloud.call('dynamodb', 'Scan', { TableName }, { kind: 'root' });
  return found.Items;
}

test.each([
  ['named for the first time', undefined],
  ['named anew, as the key was changed', 'ann'],
])('what is %s while it is erased leaves nothing behind', async (_, before) => {
  const table = tables.next();
  const store = new DynamoFeedbackStore(tables.client, table, NOW);
  await store.add(FEEDBACK, CONTACT);
  if (before) await store.nameSubject(FEEDBACK.id, before);
  const { client } = tables;
  let isNamed = false;
  const racing = Object.assign(Object.create(client), {
    async send(command: { constructor: { name: string } }) {
      if (!isNamed && command.constructor.name === 'TransactWriteCommand') {
        isNamed = true;
        await store.nameSubject(FEEDBACK.id, 'ann by another key');
      }
      return client.send(command as never);
    },
  });
  await new DynamoFeedbackStore(racing, table, NOW).erase(FEEDBACK.id);
  expect(isNamed).toBe(true);
  expect(await itemsOf(table)).toEqual([]);
});
