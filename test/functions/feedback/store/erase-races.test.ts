import { DynamoMailLedger } from '../../../../functions/feedback/mail/dynamo-mail-ledger.ts';
import { DynamoFeedbackStore } from '../../../../functions/feedback/store/dynamo-feedback-store.ts';
import { Unavailable } from '../../../../functions/shared/unavailable.ts';
import { CONTACT, FEEDBACK } from '../../../support/feedback-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(7, ['byStatus', 'byRelease'], 'byTime');
const NOW = () => Date.parse(FEEDBACK.receivedAt);

const noPause = async () => {};

/** A client before each of whose first transactions somebody else does something. */
function raced(count: number, somebody: (turn: number) => Promise<unknown>): typeof tables.client {
  const { client } = tables;
  let turn = 0;
  return Object.assign(Object.create(client), {
    async send(command: { constructor: { name: string } }) {
      if (turn < count && command.constructor.name === 'TransactWriteCommand') {
        turn += 1;
        await somebody(turn);
      }
      return client.send(command as never);
    },
  });
}

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
  const name = jest.fn(() => store.nameSubject(FEEDBACK.id, 'ann by another key'));
  await new DynamoFeedbackStore(raced(1, name), table, NOW, noPause).erase(FEEDBACK.id);
  expect(name).toHaveBeenCalledTimes(1);
  expect(await itemsOf(table)).toEqual([]);
});

async function busyStore() {
  const table = tables.next();
  const store = new DynamoFeedbackStore(tables.client, table, NOW);
  await store.add(FEEDBACK, CONTACT);
  const reply = async (turn: number) => {
    const before = await store.find(FEEDBACK.id);
    if (!before) throw new Error('It is erased already');
    const at = new Date(NOW() + turn).toISOString();
    await store.replace(before, before, [{ type: 'reply', at, who: 'ann', text: `${turn}` }]);
  };
  return { table, reply };
}

test('is erased, with all of it, though others reply again and again', async () => {
  const { table, reply } = await busyStore();
  const pauses: number[] = [];
  const pause = async (attempts: number) => void pauses.push(attempts);
  await new DynamoFeedbackStore(raced(7, reply), table, NOW, pause).erase(FEEDBACK.id);
  expect(await itemsOf(table)).toEqual([]);
  expect(pauses).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('is unavailable, and still there as a whole, where others leave no moment for it', async () => {
  const { table, reply } = await busyStore();
  const busy = new DynamoFeedbackStore(raced(99, reply), table, NOW, noPause);
  await expect(busy.erase(FEEDBACK.id)).rejects.toBeInstanceOf(Unavailable);
  expect(await busy.read(FEEDBACK.id)).toMatchObject({ contact: { email: CONTACT.email } });
});

test('is erased without a note, though the team is told of it at that moment', async () => {
  const { table } = await busyStore();
  const store = new DynamoFeedbackStore(tables.client, table, NOW);
  const tell = () => store.markAnnounced(FEEDBACK.id);
  await new DynamoFeedbackStore(raced(1, tell), table, NOW, noPause).erase(FEEDBACK.id);
  expect(await itemsOf(table)).toEqual([]);
});

test('is erased without a note, though its reporter is asked or written to at that moment', async () => {
  const { table, reply } = await busyStore();
  await reply(1);
  const store = new DynamoFeedbackStore(tables.client, table, NOW);
  const mails = new DynamoMailLedger(tables.client, table, NOW);
  const { events } = (await store.read(FEEDBACK.id)) ?? {};
  expect(events).toHaveLength(1);
  const names = ['ASK', `${new Date(NOW() + 1).toISOString()}#000002-0`];
  const write = async () => {
    for (const name of names) {
      const mailing = { id: FEEDBACK.id, name, secretHash: 'hash' };
      expect(await mails.claim(mailing)).toBe('claimed');
    }
  };
  await new DynamoFeedbackStore(raced(1, write), table, NOW, noPause).erase(FEEDBACK.id);
  expect(await itemsOf(table)).toEqual([]);
});

test('is erased, and noted afterwards by nobody', async () => {
  const { table } = await busyStore();
  const store = new DynamoFeedbackStore(tables.client, table, NOW);
  await store.erase(FEEDBACK.id);
  await store.markAnnounced(FEEDBACK.id);
  expect(await itemsOf(table)).toEqual([]);
});
