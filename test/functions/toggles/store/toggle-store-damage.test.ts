import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { undoChange } from '../../../../functions/toggles/edits/undo-change.ts';
import { DynamoToggleStore } from '../../../../functions/toggles/store/dynamo-toggle-store.ts';
import { DOC, type ItemKey, versionKey } from '../../../../functions/toggles/store/toggle-items.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'it burns' };
const NINE = Date.parse('2026-11-23T09:00Z');
const document = documentOf({ a: toggle(), b: toggle() });
const tables = oneTableEach(8);

let tableName: string;
let store: DynamoToggleStore;

beforeEach(async () => {
  tableName = tables.next();
  store = storeAt(NINE);
  await store.save({ document, summary: 'created', keys: ['a', 'b'] }, 0, ANN);
});

function storeAt(nowMs: number): DynamoToggleStore {
  return new DynamoToggleStore(tables.client, tableName, () => nowMs);
}

const switchOn = (it: DynamoToggleStore, author = ANN) =>
  editToggles(it, (latest) => setDefaultVariant(latest, 'a', 'on'), author);

async function headOf(): Promise<Record<string, unknown>> {
  const Key = { pk: 'HEAD', sk: 'HEAD' };
  const { Item = {} } = await tables.client.send(new GetCommand({ TableName: tableName, Key }));
  return Item;
}

function damage(key: ItemKey, attribute: string, value: unknown): Promise<unknown> {
  return tables.client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: key,
      UpdateExpression: 'SET #attribute = :value',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
}

test('the order is that of what happened, whatever the clocks say', async () => {
  const FIVE_MINUTES_MS = 300_000;
  const early = storeAt(NINE - FIVE_MINUTES_MS);
  const late = storeAt(NINE + FIVE_MINUTES_MS);
  await late.kill('a', 'off', BOB);
  await switchOn(early);
  await late.restore('a', BOB);
  await early.kill('b', 'off', ANN);
  const order = (await store.history({ limit: 9 })).map(({ kind, keys }) => `${kind} ${keys}`);
  expect(order).toEqual(['kill b', 'restore a', 'edit a', 'kill a', 'edit a,b']);
  await undoChange(late, {}, BOB);
  expect((await store.readHead())?.kills).toEqual({});
});

const HALF = Buffer.from('1f8b0800000000000003', 'hex');

describe.each([
  ['torn', 'gzip', HALF],
  ['not there', 'gzip', null],
  ['another one', 'sha256', '0'.repeat(64)],
])('when the document is %s', (_, attribute, value) => {
  test('readers are told the way out, kills work, and every way to write heals it', async () => {
    const tear = () => damage(DOC, attribute, value);
    await tear();
    await expect(store.readDocument()).rejects.toThrow("'afterprod toggles undo --to <version>'");
    await store.kill('a', 'off', BOB);
    expect((await store.readHead())?.kills).toHaveProperty('a');
    await store.restore('a', BOB);

    const heals = [
      () => switchOn(store),
      () => undoChange(store, { key: 'a' }, ANN),
      () => undoChange(store, { to: 2 }, ANN),
      () => undoChange(store, { to: 4 }, ANN), // what is there, once more
    ];
    for (const [index, heal] of heals.entries()) {
      await tear();
      await heal();
      expect((await store.readDocument())?.docVersion).toBe(index + 2);
    }
  });

  test('and its version is as well, an undo to an earlier one is the way out', async () => {
    await switchOn(store);
    await damage(DOC, attribute, value);
    await damage(versionKey(2), attribute, value);
    await expect(switchOn(store)).rejects.toThrow("'afterprod toggles undo --to <version>'");
    await expect(undoChange(store, {}, ANN)).rejects.toMatchObject({ name: 'CorruptDocument' });
    await undoChange(store, { to: 1 }, ANN);
    expect(await store.readDocument()).toEqual({ docVersion: 3, document });
  });
});

test('the head takes one read unit with five kills in force, however often they were made', async () => {
  const who = `arn:aws:sts::123456789012:assumed-role/on-call/${'x'.repeat(40)}`;
  for (let turn = 0; turn < 10; turn += 1) {
    await store.kill(`toggle-${turn % 5}`, 'off', { who, why: 'y'.repeat(300) });
  }
  expect(Buffer.byteLength(JSON.stringify(await headOf()))).toBeLessThan(4_000);
});
