import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { DynamoToggleStore } from '../../../../functions/toggles/store/dynamo-toggle-store.ts';
import { DOC } from '../../../../functions/toggles/store/toggle-items.ts';
import { type Admin, adminOver, NOON_MS } from '../../../support/admin-call.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { packedText } from '../../../support/packed-text.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const KEYS = ['one', 'two', 'three', 'four'];

const tables = oneTableEach(6);
let tableName: string;
let admin: Admin;
beforeEach(async () => {
  tableName = tables.next();
  admin = adminOver(new DynamoToggleStore(tables.client, tableName, () => NOON_MS));
  const body = documentOf(Object.fromEntries(KEYS.map((key) => [key, toggle()])));
  expect((await admin.call('PUT /v1/document', { body })).etag).toBe('"1.0"');
});

test('short edits of several people at once all get in', async () => {
  const answers = await Promise.all(
    KEYS.map((key) => admin.call(`POST /v1/toggles/${key}/enable`, { body: { why: key } })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const { body } = await admin.call('GET /v1/toggles');
  expect(body.docVersion).toBe(5);
  expect(body.toggles.map(({ serves }: { serves: object }) => serves)).toEqual(
    Array(4).fill({ variant: 'on', state: 'enabled', hasRules: false }),
  );
});

test('of several who replace what they read one gets in, and the others hear who it was', async () => {
  const replace = (key: string) =>
    admin.call(`PUT /v1/toggles/one?why=${key}`, {
      body: toggle({ defaultVariant: 'on', metadata: { description: key } }),
      headers: { 'if-match': '"1.0"' },
    });
  const answers = await Promise.all(KEYS.map(replace));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  const { toggle: stored } = (await admin.call('GET /v1/toggles/one')).body;
  for (const { status, body } of answers.filter(({ status }) => status === 412)) {
    expect(body.detail).toContain(`replaced one; ${stored.metadata.description})`);
    expect(status).toBe(412);
  }
});

test('kills among edits: all of them hold', async () => {
  const acts = KEYS.flatMap((key) => [`${key}/kill`, `${key}/enable`]);
  const answers = await Promise.all(acts.map((act) => admin.call(`POST /v1/toggles/${act}`)));
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  const { body } = await admin.call('GET /v1/toggles');
  expect(body).toMatchObject({ docVersion: 5, killVersion: 4, revision: 9 });
  for (const { serves } of body.toggles) expect(serves.state).toBe('killed');
  const { entries } = (await admin.call('GET /v1/history')).body;
  expect(entries.map(({ revision }: { revision: number }) => revision)).toEqual([
    9, 8, 7, 6, 5, 4, 3, 2, 1,
  ]);
});

test('while no transaction gets through, edits are put off, and a kill works', async () => {
  const untilMs = tables.cloud.clock.now() + 60_000;
  tables.faults.inject({
    service: 'dynamodb',
    operation: 'TransactWriteItems',
    kind: 'throttle',
    untilMs,
  });
  try {
    const edit = await admin.call('POST /v1/toggles/one/enable');
    expect(edit).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    const kill = await admin.call('POST /v1/toggles/one/kill');
    expect(kill).toMatchObject({ status: 200, body: { serves: { state: 'killed' } } });
  } finally {
    tables.faults.clear();
  }
  expect((await admin.call('GET /v1/toggles/one')).body).toMatchObject({
    serves: { state: 'killed' },
    toggle: { defaultVariant: 'off' },
    docVersion: 1,
  });
});

test.each([
  ['null', 'it has not the form of a document'],
  [JSON.stringify(documentOf({}, { metadata: { bucketing: 'flagd-core-9' } })), 'flagd-core-9'],
])('what readers cannot use, %s, is told of until an undo writes it anew', async (text, reason) => {
  const { gzip, sha256 } = packedText(text);
  await tables.client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: DOC,
      UpdateExpression: 'SET gzip = :gzip, sha256 = :sha256',
      ExpressionAttributeValues: { ':gzip': gzip, ':sha256': sha256 },
    }),
  );
  const told = await admin.call('GET /v1/toggles');
  expect(told).toMatchObject({
    status: 200,
    body: { unreadable: expect.stringContaining(reason) },
  });
  expect(await admin.call('POST /v1/undo', { body: { to: 1 } })).toMatchObject({ status: 200 });
  const { body } = await admin.call('GET /v1/toggles');
  expect(body).toMatchObject({ docVersion: 2, toggles: [{}, {}, {}, {}] });
  expect(body).not.toHaveProperty('unreadable');
});
