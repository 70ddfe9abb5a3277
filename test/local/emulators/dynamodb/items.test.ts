import {
  ConditionalCheckFailedException,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTablesCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';

import { NOTES, type NotesCloud, note, startNotes } from '../../../support/notes.ts';

let notes: NotesCloud;

beforeEach(async () => {
  notes = await startNotes();
});

afterEach(() => notes.stop());

test('keeps, changes and deletes items', async () => {
  await notes.put(
    note(1, { text: 'hello', tags: new Set(['x']), deep: { list: [1, null, true] } }),
  );
  const changed = await notes.documents.send(
    new UpdateCommand({
      TableName: NOTES,
      Key: { pk: 'a', sk: 1 },
      UpdateExpression: 'SET #t = :t, n = if_not_exists(n, :zero) + :one',
      ExpressionAttributeNames: { '#t': 'text' },
      ExpressionAttributeValues: { ':t': 'bye', ':zero': 0, ':one': 1 },
      ReturnValues: 'ALL_NEW',
    }),
  );
  expect(changed.Attributes).toEqual({
    ...note(1, { text: 'bye', n: 1, tags: new Set(['x']), deep: { list: [1, null, true] } }),
  });
  expect(await notes.get(1)).toEqual(changed.Attributes);

  const deleted = await notes.documents.send(
    new DeleteCommand({ TableName: NOTES, Key: { pk: 'a', sk: 1 }, ReturnValues: 'ALL_OLD' }),
  );
  expect(deleted.Attributes).toEqual(changed.Attributes);
  expect(await notes.get(1)).toBeUndefined();
});

test('queries in key order, backwards, by page, filtered, and by index', async () => {
  for (const sk of [3, -1, 20]) await notes.put(note(sk, { kind: sk > 0 ? 'up' : 'down' }));
  const query = (more: object) =>
    notes.documents.send(
      new QueryCommand({
        TableName: NOTES,
        KeyConditionExpression: 'pk = :a',
        ExpressionAttributeValues: { ':a': 'a' },
        ...more,
      }),
    );
  const keys = (answer: { Items?: Record<string, unknown>[] | undefined }) =>
    answer.Items?.map(({ sk }) => sk);

  expect(keys(await query({}))).toEqual([-1, 3, 20]);
  expect(keys(await query({ ScanIndexForward: false }))).toEqual([20, 3, -1]);
  const first = await query({ Limit: 2 });
  expect(keys(first)).toEqual([-1, 3]);
  expect(keys(await query({ ExclusiveStartKey: first.LastEvaluatedKey }))).toEqual([20]);

  const byKind = await notes.documents.send(
    new QueryCommand({
      TableName: NOTES,
      IndexName: 'by-kind',
      KeyConditionExpression: 'kind = :up',
      ExpressionAttributeValues: { ':up': 'up' },
    }),
  );
  expect(keys(byKind)?.sort()).toEqual([20, 3]);
  expect((await notes.documents.send(new ScanCommand({ TableName: NOTES }))).Count).toBe(3);
});

test('writes and reads batches', async () => {
  const requests = [1, 2, 3].map((sk) => ({ PutRequest: { Item: note(sk) } }));
  await notes.documents.send(new BatchWriteCommand({ RequestItems: { [NOTES]: requests } }));
  const { Responses } = await notes.documents.send(
    new BatchGetCommand({
      RequestItems: { [NOTES]: { Keys: [note(1), note(3), note(4)] } },
    }),
  );
  expect(Responses?.[NOTES]?.map(({ sk }) => sk).sort()).toEqual([1, 3]);
});

test('answers a failed condition with its own class, and the item if asked', async () => {
  await notes.put(note(1, { text: 'first' }));
  const failure = notes.put(note(1, { text: 'second' }), {
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  await expect(failure).rejects.toBeInstanceOf(ConditionalCheckFailedException);
  await expect(failure).rejects.toMatchObject({ Item: { text: { S: 'first' } } });
  expect(await notes.get(1)).toEqual(note(1, { text: 'first' }));
});

test('refuses what DynamoDB refuses, by its names', async () => {
  await expect(
    notes.documents.send(new GetCommand({ TableName: 'missing', Key: { pk: 'a' } })),
  ).rejects.toBeInstanceOf(ResourceNotFoundException);
  await expect(notes.put({ pk: 'a' })).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('Missing the key sk'),
  });
  await expect(notes.put(note(1, { text: 'x'.repeat(410_000) }))).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Item size has exceeded the maximum allowed size',
  });
});

test('describes the table, its time to live and its backups', async () => {
  await notes.put(note(1));
  const client = new DynamoDBClient(notes.cloud.client);
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([NOTES]);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: NOTES }));
  expect(Table).toMatchObject({
    TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes',
    TableStatus: 'ACTIVE',
    ItemCount: 1,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    GlobalSecondaryIndexes: [{ IndexName: 'by-kind', IndexStatus: 'ACTIVE' }],
  });
  expect(Table?.CreationDateTime).toEqual(new Date(notes.cloud.clock.now()));
  const backups = await client.send(new DescribeContinuousBackupsCommand({ TableName: NOTES }));
  expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toEqual({
    PointInTimeRecoveryStatus: 'ENABLED',
  });
  const { TimeToLiveDescription } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: NOTES }),
  );
  expect(TimeToLiveDescription).toEqual({
    TimeToLiveStatus: 'ENABLED',
    AttributeName: 'expiresAt',
  });
  client.destroy();
});

test('deletes expired items within the hour', async () => {
  const expiresAt = notes.cloud.clock.now() / 1000 + 60;
  await notes.put(note(1, { expiresAt }));
  await notes.put(note(2, { expiresAt: expiresAt + 7200 }));
  await notes.put(note(3, { expiresAt: 'soon' }));
  await notes.put(note(5, { expiresAt: 17 })); // 1970: no time at all
  await notes.cloud.clock.advance(3_600_000);
  expect(await notes.get(1)).toBeUndefined();
  expect(await notes.get(2)).toBeDefined();
  expect(await notes.get(3)).toBeDefined();
  expect(await notes.get(5)).toBeDefined();
  await notes.cloud.clock.advance(7_200_000);
  expect(await notes.get(2)).toBeUndefined();
});
