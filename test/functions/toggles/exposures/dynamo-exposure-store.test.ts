import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { CountsNotStored } from '../../../../functions/toggles/exposures/counts-not-stored.ts';
import { DynamoExposureStore } from '../../../../functions/toggles/exposures/dynamo-exposure-store.ts';
import { describeExposureStore, exposure } from '../../../support/exposure-store-contract.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';

const tables = oneTableEach(13);
const now = () => Date.parse('2026-11-23T09:30Z');

let next = 0;
/** Each container has its own chance: the contract holds over all shards. */
const chance = () => (next++ % 8) / 8;

describeExposureStore('DynamoDB', (at) => {
  return new DynamoExposureStore(tables.client, tables.next(), at, chance());
});

test('spreads containers over eight items an hour, which go after 90 days', async () => {
  const TableName = tables.next();
  const stores = [0, 0.124, 0.125, 0.999].map(
    (draw) => new DynamoExposureStore(tables.client, TableName, now, draw),
  );
  for (const store of stores) await store.add([exposure()]);
  const { Items = [] } = await tables.client.send(new ScanCommand({ TableName }));
  const expiresAtEpochSeconds = Date.parse('2027-02-21T10:00Z') / 1000;
  expect(Items.sort((one, other) => (one['sk'] < other['sk'] ? -1 : 1))).toEqual([
    { pk: '2026-11-23', sk: '09#r1#0', 'new-checkout:on': 2, expiresAtEpochSeconds },
    { pk: '2026-11-23', sk: '09#r1#1', 'new-checkout:on': 1, expiresAtEpochSeconds },
    { pk: '2026-11-23', sk: '09#r1#7', 'new-checkout:on': 1, expiresAtEpochSeconds },
  ]);
  const hours = { from: '2026-11-23T09', to: '2026-11-23T09' };
  expect(await stores[0]?.read(hours)).toEqual([exposure({ count: 4 })]);
});

test('stays below what DynamoDB takes as one expression: 4 kB, and 300 operations', async () => {
  const expressions: string[] = [];
  tables.client.middlewareStack.add(
    (next) => (call) => {
      if ('UpdateExpression' in call.input) expressions.push(call.input.UpdateExpression ?? '');
      return next(call);
    },
    { step: 'initialize', name: 'listen' },
  );
  const store = new DynamoExposureStore(tables.client, tables.next(), now);
  await store.add(
    Array.from({ length: 1_001 }, (_, index) => exposure({ key: `toggle-${index}` })),
  );
  tables.client.middlewareStack.remove('listen');
  expect(expressions).toHaveLength(6);
  for (const expression of expressions) {
    expect(Buffer.byteLength(expression)).toBeLessThan(4_096);
    expect(expression.split(',').length).toBeLessThan(300);
  }
});

test('names what could not be stored, and nothing else, so that it can be added again', async () => {
  const store = new DynamoExposureStore(tables.client, tables.next(), now);
  const tooLong = exposure({ release: 'r'.repeat(2_000) }); // longer than a sort key may be
  const event = { hour: '2026-11-23T09', event: 'purchase', count: 1, sum: 5 };
  const failure = await store
    .add([exposure(), tooLong], [{ ...event, release: tooLong.release }])
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CountsNotStored);
  expect(failure).toMatchObject({
    exposures: [tooLong],
    events: [{ ...event, release: tooLong.release }],
    cause: expect.any(Error),
  });
  const hours = { from: '2026-11-23T09', to: '2026-11-23T09' };
  expect(await store.read(hours)).toEqual([exposure()]);
});
