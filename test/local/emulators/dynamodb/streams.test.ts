import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DynamoDBStreamRecord } from '@aws-lambda-powertools/parser/schemas/dynamodb';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { Input } from '../../../../local/emulator.ts';
import { dynamodbStreams } from '../../../../local/emulators/dynamodb-streams.ts';
import { NOTES, NOTES_ARN, type NotesCloud, note, startNotes } from '../../../support/notes.ts';

const HOUR_MS = 3_600_000;

let dataDir: string;
let notes: NotesCloud;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'streams-'));
});

afterEach(async () => {
  await notes.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(view = 'NEW_AND_OLD_IMAGES'): Promise<void> {
  const StreamSpecification = { StreamViewType: view };
  notes = await startNotes({
    dataDir,
    properties: { StreamSpecification },
    emulators: [dynamodbStreams],
  });
}

const remove = (sk: number) =>
  notes.documents.send(new DeleteCommand({ TableName: NOTES, Key: note(sk) }));

const ask = (operation: string, input: object): Promise<Input> =>
  notes.cloud.cloud.call('dynamodbstreams', operation, input, { kind: 'root' });

async function streamArn(): Promise<string> {
  return (await notes.call('DescribeTable', { TableName: NOTES })).Table.LatestStreamArn;
}

async function iterator(ShardIteratorType: string, SequenceNumber?: string): Promise<string> {
  const StreamArn = await streamArn();
  const { StreamDescription } = await ask('DescribeStream', { StreamArn });
  const { ShardId } = StreamDescription.Shards[0];
  const input = { StreamArn, ShardId, ShardIteratorType, SequenceNumber };
  return (await ask('GetShardIterator', input)).ShardIterator;
}

async function records(ShardIterator?: string, Limit?: number): Promise<Input[]> {
  const from = ShardIterator ?? (await iterator('TRIM_HORIZON'));
  return (await ask('GetRecords', { ShardIterator: from, Limit })).Records;
}

test('tells of inserts, changes and removals in order, and of nothing else', async () => {
  await start();
  await notes.put(note(1, { text: 'a' }));
  await notes.put(note(1, { text: 'b' }));
  await notes.put(note(1, { text: 'b' })); // no change
  await remove(1);
  await remove(1); // nothing there
  const told = await records();
  expect(told.map(({ eventName }) => eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
  expect(told[1]).toMatchObject({
    eventSource: 'aws:dynamodb',
    awsRegion: 'eu-west-1',
    dynamodb: {
      ApproximateCreationDateTime: notes.cloud.clock.now() / 1000,
      Keys: { pk: { S: 'a' }, sk: { N: '1' } },
      OldImage: { text: { S: 'a' } },
      NewImage: { text: { S: 'b' } },
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
  });
  const numbers = told.map(({ dynamodb }) => dynamodb.SequenceNumber);
  expect(numbers).toEqual([...numbers].sort());
});

test('has records that Lambda can hand on', async () => {
  await start();
  await notes.put(note(1, { text: 'a' }));
  await notes.put(note(1));
  await remove(1);
  for (const record of await records()) {
    const eventSourceARN = await streamArn();
    expect(DynamoDBStreamRecord.safeParse({ ...record, eventSourceARN }).error).toBeUndefined();
  }
});

test.each([
  ['KEYS_ONLY', []],
  ['NEW_IMAGE', ['NewImage']],
  ['OLD_IMAGE', ['OldImage']],
  ['NEW_AND_OLD_IMAGES', ['NewImage', 'OldImage']],
])('%s shows %j of a change', async (view, images) => {
  await start(view);
  await notes.put(note(1, { text: 'a' }));
  await notes.put(note(1, { text: 'b' }));
  const [, { dynamodb }] = (await records()) as [Input, Input];
  expect(
    Object.keys(dynamodb)
      .filter((name) => name.endsWith('Image'))
      .sort(),
  ).toEqual(images);
});

test('tells of a whole transaction, and of none that was cancelled', async () => {
  await start();
  const put = (sk: number, more: object = {}) => ({
    Put: { TableName: NOTES, Item: note(sk), ...more },
  });
  await notes.transact([put(1), put(2)]);
  const impossible = { ConditionExpression: 'attribute_exists(nowhere)' };
  await expect(notes.transact([put(3), put(4, impossible)])).rejects.toThrow('cancelled');
  expect((await records()).map(({ dynamodb }) => dynamodb.Keys.sk.N)).toEqual(['1', '2']);
});

test('is read from the start, from a record, or from now on, page by page', async () => {
  await start();
  for (const sk of [1, 2, 3]) await notes.put(note(sk));
  const latest = await iterator('LATEST');
  await notes.put(note(4));
  const keys = (read: Input[]) => read.map(({ dynamodb }) => Number(dynamodb.Keys.sk.N));

  const all = await records();
  expect(keys(all)).toEqual([1, 2, 3, 4]);
  expect(keys(await records(latest))).toEqual([4]);
  const second = all[1].dynamodb.SequenceNumber;
  expect(keys(await records(await iterator('AT_SEQUENCE_NUMBER', second)))).toEqual([2, 3, 4]);
  expect(keys(await records(await iterator('AFTER_SEQUENCE_NUMBER', second)))).toEqual([3, 4]);

  const page = await ask('GetRecords', { ShardIterator: await iterator('TRIM_HORIZON'), Limit: 3 });
  expect(keys(page.Records)).toEqual([1, 2, 3]);
  expect(keys(await records(page.NextShardIterator))).toEqual([4]);
});

test('announces that there is something to read', async () => {
  await start();
  await notes.put(note(1));
  expect(notes.cloud.heard).toContainEqual({
    kind: 'available',
    atMs: notes.cloud.clock.now(),
    arn: await streamArn(),
  });
});

test('marks what time to live has removed', async () => {
  await start();
  const expiresAt = notes.cloud.clock.now() / 1000 + 60;
  await notes.put(note(1, { expiresAt }));
  await notes.cloud.clock.advance(HOUR_MS);
  const [, expired] = await records();
  expect(expired).toMatchObject({
    eventName: 'REMOVE',
    userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
  });
});

test('keeps records over a restart, for 24 hours, and never uses a number twice', async () => {
  await start();
  await notes.put(note(1));
  const [first] = await records();
  await notes.stop();
  await start();
  expect(await records()).toEqual([first]);
  await notes.cloud.clock.advance(25 * HOUR_MS);
  expect(await records()).toEqual([]);
  await notes.stop();
  await start();
  await notes.put(note(2));
  const [later] = await records();
  expect(later.dynamodb.SequenceNumber > first.dynamodb.SequenceNumber).toBe(true);
});

test('is new when it shows something else', async () => {
  await start();
  const before = await streamArn();
  await notes.stop();
  await start();
  expect(await streamArn()).toBe(before);
  await notes.cloud.clock.advance(1);
  await notes.stop();
  await start('KEYS_ONLY');
  expect(await streamArn()).toMatch(new RegExp(`^${NOTES_ARN}/stream/`));
});

test('refuses what is not one of its own', async () => {
  await start();
  const StreamArn = `${NOTES_ARN}/stream/never`;
  await expect(ask('DescribeStream', { StreamArn })).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  });
  await expect(ask('GetRecords', { ShardIterator: 'nonsense' })).rejects.toMatchObject({
    code: 'ValidationException',
  });
});
