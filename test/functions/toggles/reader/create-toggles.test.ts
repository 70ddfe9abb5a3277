import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { createToggles, type TogglesOptions } from '../../../../functions/toggles/index.ts';
import { DynamoToggleStore } from '../../../../functions/toggles/store/dynamo-toggle-store.ts';
import { oneTableEach } from '../../../support/one-table-each.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';
import { ANN } from '../../../support/toggle-reader.ts';

const tables = oneTableEach(40);
const on = toggle({ defaultVariant: 'on' });
const written: string[] = [];
let stdout: jest.SpyInstance;

beforeEach(() => {
  written.length = 0;
  stdout = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});

afterEach(() => {
  stdout.mockRestore();
  tables.faults.clear();
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AFTERPROD_')) delete process.env[name];
  }
});

/** A reader over a table of its own with one toggle, as a connected function has it. */
async function createReader(options: TogglesOptions = {}) {
  const tableName = tables.next();
  const exposuresTableName = tables.next();
  const store = new DynamoToggleStore(tables.client, tableName, Date.now);
  const document = documentOf({ 'new-checkout': on });
  await store.save({ document, summary: 'made', keys: ['new-checkout'] }, 0, ANN);
  Object.assign(process.env, {
    AFTERPROD_TOGGLES_TABLE: tableName,
    AFTERPROD_EXPOSURES_TABLE: exposuresTableName,
    AFTERPROD_PROJECT: 'shop',
    AFTERPROD_STAGE: 'prod',
    AFTERPROD_RELEASE: 'r1',
  });
  const failures: unknown[] = [];
  const onFailure = (error: unknown) => failures.push(error);
  const toggles = createToggles({ client: tables.client, onFailure, softLimitMs: 0, ...options });
  return { toggles, tableName, exposuresTableName, store, failures };
}

const untilMs = Number.MAX_SAFE_INTEGER;
const metrics = () => written.map((line) => JSON.parse(line));

test('reads the toggles of a table', async () => {
  const { toggles } = await createReader();
  expect(toggles.boolean('new-checkout', false)).toBe(false); // nothing was read yet
  await toggles.refresh();
  expect(toggles.details('new-checkout', false)).toEqual({
    value: true,
    variant: 'on',
    reason: 'STATIC',
  });
  expect(toggles.version).toEqual({ docVersion: 1, killVersion: 0 });
  await toggles.settle();
});

test('stores how often it was served under the release, and publishes the total', async () => {
  const { toggles, exposuresTableName } = await createReader();
  await toggles.wrap(async () => toggles.boolean('new-checkout', false))({}, {});
  const scan = new ScanCommand({ TableName: exposuresTableName });
  const { Items = [] } = await tables.client.send(scan);
  expect(Items).toEqual([
    expect.objectContaining({
      sk: expect.stringMatching(/^\d\d#r1#[0-7]$/),
      'new-checkout:on': 1,
    }),
  ]);
  expect(metrics()).toEqual([
    expect.objectContaining({ Project: 'shop', Stage: 'prod', ToggleEvaluations: 1 }),
  ]);
});

test.each(['throttle', 'outage', 'error'] as const)(
  'DynamoDB in %s at a cold start: the bundled snapshot, or else the defaults, and a metric',
  async (kind) => {
    const snapshot = documentOf({ 'new-checkout': on });
    const bare = await createReader();
    const bundled = await createReader({ snapshot });
    tables.faults.inject({ service: 'dynamodb', kind, untilMs });
    await Promise.all([bare.toggles.refresh(), bundled.toggles.refresh()]);
    expect(bare.toggles.details('new-checkout', false)).toEqual({
      value: false,
      reason: 'ERROR',
      errorCode: 'PROVIDER_NOT_READY',
    });
    expect(bundled.toggles.details('new-checkout', false)).toEqual({
      value: true,
      variant: 'on',
      reason: 'STALE',
    });
    expect(bare.failures).toHaveLength(1);
    expect(metrics()).toContainEqual(
      expect.objectContaining({ Project: 'shop', Stage: 'prod', TogglesStale: 1 }),
    );
  },
);

test.each(['throttle', 'outage'] as const)(
  'DynamoDB in %s when warm: what was read last, and counts are kept',
  async (kind) => {
    const { toggles, failures } = await createReader();
    await toggles.refresh();
    tables.faults.inject({ service: 'dynamodb', kind, untilMs });
    const handler = toggles.wrap(async () => toggles.details('new-checkout', false));
    expect(await handler({}, {})).toMatchObject({ value: true, variant: 'on', reason: 'STATIC' });
    expect(failures.length).toBeGreaterThan(0);
  },
);

test('a throttled table of counts fails no invocation', async () => {
  const { toggles, failures } = await createReader();
  tables.faults.inject({
    service: 'dynamodb',
    operation: 'UpdateItem',
    kind: 'throttle',
    untilMs,
  });
  const handler = toggles.wrap(async () => toggles.boolean('new-checkout', false));
  expect(await handler({}, {})).toBe(true);
  expect(String(failures[0])).toContain('1 counts could not be stored');
});

test.each([
  ['its bytes are torn', { gzip: new Uint8Array([31, 139, 8]) }],
  ['it is another text than its hash says', { sha256: 'f'.repeat(64) }],
])('a stored document is not believed when %s', async (_, damage) => {
  const { toggles, tableName, failures } = await createReader();
  const [[name, value] = ['', undefined]] = Object.entries(damage);
  await tables.client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { pk: 'DOC', sk: 'DOC' },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
  await toggles.refresh();
  expect(toggles.details('new-checkout', false)).toMatchObject({ errorCode: 'PROVIDER_NOT_READY' });
  expect(failures).toHaveLength(1);
});

test.each([5, 'text', {}, { flags: [] }, null])(
  'a snapshot that is no document (%p) is reported, and not used',
  async (snapshot) => {
    const { toggles, failures } = await createReader({ snapshot });
    expect(String(failures[0])).toContain('afterprod toggles export');
    expect(toggles.status).toBe('empty');
    await toggles.refresh();
    expect(toggles.boolean('new-checkout', false)).toBe(true);
  },
);

test("gives the code's defaults, and says why, when there is no such table", async () => {
  const { toggles, failures } = await createReader({ tableName: 'nowhere' });
  await toggles.refresh();
  expect(toggles.boolean('new-checkout', true)).toBe(true);
  expect(failures).toHaveLength(1);
});

test('a report that throws fails no invocation', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {});
  const onFailure = () => {
    throw new Error('broken report');
  };
  const { toggles } = await createReader({ tableName: 'nowhere', onFailure });
  await expect(toggles.refresh()).resolves.toBeUndefined();
  expect(warn).toHaveBeenCalled();
  warn.mockRestore();
});

test('says at the start that it has no table, where a deployment notices', () => {
  expect(() => createToggles()).toThrow('createToggles needs a table');
});

test.each([
  [{ softLimitMs: Number.NaN }, 'softLimitMs NaN must be 0 or more'],
  [{ softLimitMs: 20_000 }, 'hardLimitMs 10000 must be at least softLimitMs 20000'],
  [{ flushIntervalMs: 999 }, 'flushIntervalMs 999 must be at least 1000'],
])('refuses %j at the start', (options, message) => {
  expect(() => createToggles({ tableName: 'toggles', ...options })).toThrow(message);
});
