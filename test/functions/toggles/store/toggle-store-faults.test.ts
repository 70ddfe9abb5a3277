import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { DynamoToggleStore } from '../../../../functions/toggles/store/dynamo-toggle-store.ts';
import { type DynamoLine, type Mishap, startDynamoLine } from '../../../support/dynamo-line.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { closeTargets } from '../../../support/target.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const ANN = { who: 'ann', why: 'launch' };
const BOB = { who: 'bob', why: 'it burns' };
const NINE = Date.parse('2026-11-23T09:00Z');
const LOST: Mishap = { kind: 'answer lost' };
const document = documentOf({ a: toggle(), b: toggle() });
const tables = oneTableEach(30);

let line: DynamoLine;
let tableName: string;
/** Over a line that works. */
let store: DynamoToggleStore;
/** Over the line of the test. */
let shaky: DynamoToggleStore;

beforeEach(async () => {
  line = await startDynamoLine(tables.cloud.client);
  tableName = tables.next();
  store = new DynamoToggleStore(tables.client, tableName, () => NINE);
  shaky = new DynamoToggleStore(line.client, tableName, () => NINE);
  await store.save({ document, summary: 'created', keys: ['a', 'b'] }, 0, ANN);
});

afterEach(async () => {
  line.stop();
  await closeTargets();
});

const switchOn = (it: DynamoToggleStore, key = 'a', author = ANN) =>
  editToggles(it, (latest) => setDefaultVariant(latest, key, 'on'), author);

const refused = (error: string): Mishap => ({ kind: 'refused', error });
const overtaken = (by: () => Promise<unknown>): Mishap => ({ kind: 'overtaken', by });
const times = (count: number, mishap: Mishap) => Array.from({ length: count }, () => mishap);

async function kindsOf(it: DynamoToggleStore): Promise<string[]> {
  const entries = await it.history({ limit: 100 });
  return entries.map(({ revision, kind, keys }) => `${revision} ${kind} ${keys.join()}`);
}

const head = async () => (await store.readHead()) ?? { docVersion: 0, killVersion: 0, kills: {} };

describe('a write whose answer is lost', () => {
  test.each([1, 2])('an edit counts once, after %i lost answers', async (lost) => {
    line.befall('TransactWriteItems', ...times(lost, LOST));
    expect(await switchOn(shaky)).toMatchObject({ docVersion: 2 });
    expect(await kindsOf(store)).toEqual(['2 edit a', '1 edit a,b']);
  });

  test('an edit counts, though no attempt was ever answered', async () => {
    line.befall('TransactWriteItems', ...times(3, LOST));
    expect(await switchOn(shaky)).toMatchObject({ docVersion: 2 });
    expect(await kindsOf(store)).toEqual(['2 edit a', '1 edit a,b']);
  });

  test.each([1, 2])('a kill counts once, after %i lost answers', async (lost) => {
    line.befall('UpdateItem', ...times(lost, LOST));
    expect(await shaky.kill('a', 'off', BOB)).toMatchObject({ revision: 2, who: 'bob' });
    expect(await head()).toMatchObject({ killVersion: 1, kills: { a: BOB } });
    expect(await kindsOf(store)).toEqual(['2 kill a', '1 edit a,b']);
  });

  test('a kill counts once, though an edit took its journal along meanwhile', async () => {
    line.befall(
      'UpdateItem',
      LOST,
      overtaken(() => switchOn(store)),
    );
    expect(await shaky.kill('a', 'off', BOB)).toMatchObject({ revision: 2, docVersion: 1 });
    expect(await kindsOf(store)).toEqual(['3 edit a', '2 kill a', '1 edit a,b']);
  });

  test('a kill counts once, though another one of the same toggle came meanwhile', async () => {
    const another = overtaken(() => shaky.kill('a', 'on', ANN));
    line.befall('UpdateItem', LOST, another);
    line.befall('TransactWriteItems', refused('AccessDeniedException'));
    expect(await shaky.kill('a', 'off', BOB)).toMatchObject({ revision: 2 });
    expect(await head()).toMatchObject({ killVersion: 2, kills: { a: { variant: 'on' } } });
  });

  test('a restore counts once, and is told', async () => {
    await store.kill('a', 'off', BOB);
    line.befall('UpdateItem', LOST);
    expect(await shaky.restore('a', ANN)).toMatchObject({ revision: 3, kind: 'restore' });
    line.befall('UpdateItem', LOST);
    expect(await shaky.restore('a', ANN)).toBeUndefined();
    expect(await kindsOf(store)).toEqual(['3 restore a', '2 kill a', '1 edit a,b']);
  });
});

describe('a kill', () => {
  test('gets through while an edit holds the head, and while DynamoDB throttles', async () => {
    line.befall(
      'UpdateItem',
      ...times(3, refused('TransactionConflictException')),
      ...times(4, refused('ThrottlingException')),
    );
    await shaky.kill('a', 'off', BOB);
    expect(await head()).toMatchObject({ killVersion: 1 });
  });

  test('gives up when DynamoDB goes on throttling, and says so', async () => {
    const line = await startDynamoLine(tables.cloud.client, 1);
    const throttled = new DynamoToggleStore(line.client, tableName, () => NINE);
    line.befall('UpdateItem', ...times(30, refused('ProvisionedThroughputExceededException')));
    const kill = throttled.kill('a', 'off', BOB);
    await expect(kill).rejects.toMatchObject({ name: 'Unavailable' });
    expect(await head()).toMatchObject({ killVersion: 0 });
    line.stop();
  });

  test('is in the history though nothing could be moved there, and the next edit moves it', async () => {
    line.befall('TransactWriteItems', refused('AccessDeniedException'));
    await shaky.kill('a', 'off', BOB);
    const pending = await kindsOf(store);
    expect(pending).toEqual(['2 kill a', '1 edit a,b']);
    expect(await store.history({ limit: 1, key: 'a' })).toMatchObject([{ kind: 'kill', ...BOB }]);
    expect(await store.history({ limit: 9, before: 2 })).toHaveLength(1);
    await switchOn(store);
    expect(await kindsOf(store)).toEqual(['3 edit a', ...pending]);
  });

  test.each([
    ['and is moved into the history at once', []],
    ['and waits in the journal', [refused('AccessDeniedException')]],
  ])('is not lost when it comes in the middle of an edit, %s', async (_, itsMove) => {
    const kill = overtaken(() => shaky.kill('a', 'off', BOB));
    line.befall('TransactWriteItems', kill, ...itsMove);
    expect(await switchOn(shaky)).toMatchObject({ docVersion: 2 });
    expect(await head()).toMatchObject({ docVersion: 2, killVersion: 1, kills: { a: BOB } });
    expect(await kindsOf(store)).toEqual(['3 edit a', '2 kill a', '1 edit a,b']);
  });

  test('a hundred of them that wait to be moved are all there, in order, after an edit', async () => {
    const count = 95;
    line.befall('TransactWriteItems', ...times(count, refused('AccessDeniedException')));
    for (let turn = 0; turn < count; turn += 1) {
      await shaky.kill(turn % 2 ? 'a' : 'b', 'off', { who: 'bob', why: `kill ${turn}` });
    }
    await switchOn(store);
    const entries = await store.history({ limit: 200 });
    expect(entries.map(({ revision }) => revision)).toEqual(
      Array.from({ length: count + 2 }, (_, index) => count + 2 - index),
    );
    expect(entries[1]).toMatchObject({ why: 'kill 94', before: { why: 'kill 92' } });
    expect(await store.history({ limit: 3, key: 'b', before: 50 })).toHaveLength(3);
  }, 30_000);
});

describe('an edit', () => {
  test('of somebody else in the middle of it is a conflict that names it', async () => {
    line.befall(
      'TransactWriteItems',
      overtaken(() => switchOn(store, 'b', BOB)),
    );
    await expect(switchOn(shaky)).rejects.toMatchObject({
      code: 'toggle_conflict',
      message: expect.stringContaining(
        'bob changed the toggles at 2026-11-23T09:00:00.000Z (b: off',
      ),
    });
    expect((await store.readDocument())?.document.flags['a']?.defaultVariant).toBe('off');
  });

  test('gives way where kills never end, and changes nothing', async () => {
    const kill = overtaken(() => store.kill('a', 'off', BOB));
    line.befall('TransactWriteItems', ...times(30, kill)); // the SDK may send each attempt three times
    await expect(switchOn(shaky)).rejects.toMatchObject({ name: 'Unavailable' });
    expect(await head()).toMatchObject({ docVersion: 1 });
    expect((await head()).killVersion).toBeGreaterThanOrEqual(10);
  });

  test.each(['ThrottlingException', 'InternalServerError'])(
    'that meets %s at every attempt is not stored',
    async (error) => {
      line.befall('TransactWriteItems', ...times(3, refused(error)));
      const edit = switchOn(shaky);
      await expect(edit).rejects.toMatchObject({ name: 'Unavailable' });
      expect(await head()).toMatchObject({ docVersion: 1 });
    },
  );
});

test('a reader learns that DynamoDB is down', async () => {
  line.befall('GetItem', ...times(6, refused('InternalServerError')));
  await expect(shaky.readHead()).rejects.toMatchObject({ name: 'Unavailable' });
  await expect(shaky.readDocument()).rejects.toMatchObject({ name: 'Unavailable' });
});
