import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  ConditionalCheckFailedException,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  IdempotentParameterMismatchException,
  ListTablesCommand,
  ResourceNotFoundException,
  TransactionCanceledException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { dynamodb } from '../../../local/emulators/dynamodb.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

const TABLE = 'notes';

const table = (properties: object = {}) => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: TABLE,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'kind', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-kind',
        KeySchema: [{ AttributeName: 'kind', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    ...properties,
  },
});

const template = (properties?: object) => ({ Resources: { Notes: table(properties) } });

const note = (sk: number, more: object = {}) => ({ pk: 'a', sk, ...more });

let cloud: TestCloud;
let documents: DynamoDBDocumentClient;

async function start(dataDir?: string, properties?: object): Promise<void> {
  cloud = await startTestCloud(template(properties), {
    emulators: [dynamodb],
    ...(dataDir === undefined ? {} : { dataDir }),
  });
  documents = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.client));
}

async function stop(): Promise<void> {
  documents.destroy();
  await cloud.stop();
}

const put = (Item: Record<string, unknown>, more: object = {}) =>
  documents.send(new PutCommand({ TableName: TABLE, Item, ...more }));

const get = async (sk: number) =>
  (await documents.send(new GetCommand({ TableName: TABLE, Key: { pk: 'a', sk } }))).Item;

const transact = (TransactItems: object[], more: object = {}) =>
  documents.send(new TransactWriteCommand({ TransactItems, ...more } as never));

describe('one table', () => {
  beforeEach(() => start());
  afterEach(stop);

  test('keeps, changes and deletes items', async () => {
    await put(note(1, { text: 'hello', tags: new Set(['x']), deep: { list: [1, null, true] } }));
    const changed = await documents.send(
      new UpdateCommand({
        TableName: TABLE,
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
    expect(await get(1)).toEqual(changed.Attributes);

    const deleted = await documents.send(
      new DeleteCommand({ TableName: TABLE, Key: { pk: 'a', sk: 1 }, ReturnValues: 'ALL_OLD' }),
    );
    expect(deleted.Attributes).toEqual(changed.Attributes);
    expect(await get(1)).toBeUndefined();
  });

  test('queries in key order, backwards, by page, filtered, and by index', async () => {
    for (const sk of [3, -1, 20]) await put(note(sk, { kind: sk > 0 ? 'up' : 'down' }));
    const query = (more: object) =>
      documents.send(
        new QueryCommand({
          TableName: TABLE,
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

    const byKind = await documents.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'by-kind',
        KeyConditionExpression: 'kind = :up',
        ExpressionAttributeValues: { ':up': 'up' },
      }),
    );
    expect(keys(byKind)?.sort()).toEqual([20, 3]);
    expect((await documents.send(new ScanCommand({ TableName: TABLE }))).Count).toBe(3);
  });

  test('writes and reads batches', async () => {
    const requests = [1, 2, 3].map((sk) => ({ PutRequest: { Item: note(sk) } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }));
    const { Responses } = await documents.send(
      new BatchGetCommand({
        RequestItems: { [TABLE]: { Keys: [note(1), note(3), note(4)] } },
      }),
    );
    expect(Responses?.[TABLE]?.map(({ sk }) => sk).sort()).toEqual([1, 3]);
  });

  test('answers a failed condition with its own class, and the item if asked', async () => {
    await put(note(1, { text: 'first' }));
    const failure = put(note(1, { text: 'second' }), {
      ConditionExpression: 'attribute_not_exists(pk)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    await expect(failure).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    await expect(failure).rejects.toMatchObject({ Item: { text: { S: 'first' } } });
    expect(await get(1)).toEqual(note(1, { text: 'first' }));
  });

  test('refuses what DynamoDB refuses, by its names', async () => {
    await expect(
      documents.send(new GetCommand({ TableName: 'missing', Key: { pk: 'a' } })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(put({ pk: 'a' })).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('Missing the key sk'),
    });
    await expect(put(note(1, { text: 'x'.repeat(410_000) }))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Item size has exceeded the maximum allowed size',
    });
  });

  test('describes the table, its time to live and its backups', async () => {
    await put(note(1));
    const client = new DynamoDBClient(cloud.client);
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([TABLE]);
    const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
    expect(Table).toMatchObject({
      TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes',
      TableStatus: 'ACTIVE',
      ItemCount: 1,
      BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      GlobalSecondaryIndexes: [{ IndexName: 'by-kind', IndexStatus: 'ACTIVE' }],
    });
    expect(Table?.CreationDateTime).toEqual(new Date(cloud.clock.now()));
    const backups = await client.send(new DescribeContinuousBackupsCommand({ TableName: TABLE }));
    expect(backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription).toEqual({
      PointInTimeRecoveryStatus: 'ENABLED',
    });
    const { TimeToLiveDescription } = await client.send(
      new DescribeTimeToLiveCommand({ TableName: TABLE }),
    );
    expect(TimeToLiveDescription).toEqual({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expiresAt',
    });
    client.destroy();
  });

  test('deletes expired items within the hour, and follows a change of the attribute', async () => {
    const expiresAt = cloud.clock.now() / 1000 + 60;
    await put(note(1, { expiresAt }));
    await put(note(2, { expiresAt: expiresAt + 7200 }));
    await put(note(3, { expiresAt: 'soon' }));
    await put(note(4, { until: expiresAt }));
    await put(note(5, { expiresAt: 17 })); // 1970: no time at all
    await cloud.clock.advance(3_600_000);
    expect(await get(1)).toBeUndefined();
    expect(await get(2)).toBeDefined();
    expect(await get(3)).toBeDefined();
    expect(await get(5)).toBeDefined();

    const update = (Enabled: boolean, AttributeName: string) =>
      documents.send(
        new UpdateTimeToLiveCommand({
          TableName: TABLE,
          TimeToLiveSpecification: { Enabled, AttributeName },
        }),
      );
    await update(false, 'expiresAt');
    await update(true, 'until');
    await cloud.clock.advance(7_200_000);
    expect(await get(2)).toBeDefined();
    expect(await get(4)).toBeUndefined();
    await expect(update(true, 'until')).rejects.toThrow('already enabled');
  });
});

describe('a transaction', () => {
  beforeEach(() => start());
  afterEach(stop);

  const check = (sk: number, ConditionExpression: string) => ({
    ConditionCheck: { TableName: TABLE, Key: note(sk), ConditionExpression },
  });
  const putNote = (sk: number, more: object = {}) => ({
    Put: { TableName: TABLE, Item: note(sk), ...more },
  });

  test('writes all of its items', async () => {
    await put(note(1));
    await put(note(2));
    await transact([
      check(1, 'attribute_exists(pk)'),
      { Delete: { TableName: TABLE, Key: note(2) } },
      putNote(3),
      {
        Update: {
          TableName: TABLE,
          Key: note(4),
          UpdateExpression: 'ADD n :n',
          ExpressionAttributeValues: { ':n': 5 },
        },
      },
    ]);
    const { Responses } = await documents.send(
      new TransactGetCommand({
        TransactItems: [1, 2, 3, 4].map((sk) => ({ Get: { TableName: TABLE, Key: note(sk) } })),
      }),
    );
    expect(Responses?.map(({ Item }) => Item)).toEqual([
      note(1),
      undefined,
      note(3),
      note(4, { n: 5 }),
    ]);
  });

  test('writes nothing when one condition fails, and says which', async () => {
    await put(note(2, { text: 'old' }));
    const cancelled = transact([
      putNote(1),
      putNote(2, {
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    ]);
    await expect(cancelled).rejects.toBeInstanceOf(TransactionCanceledException);
    await expect(cancelled).rejects.toMatchObject({
      message: expect.stringContaining('[None, ConditionalCheckFailed]'),
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { text: { S: 'old' } },
        },
      ],
    });
    expect(await get(1)).toBeUndefined();
  });

  test('cancels with ValidationError where only the item as it stands shows the mistake', async () => {
    await put(note(1, { n: 'text' }));
    const Update = {
      TableName: TABLE,
      Key: note(1),
      UpdateExpression: 'ADD n :n',
      ExpressionAttributeValues: { ':n': 5 },
    };
    await expect(transact([putNote(2), { Update }])).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }],
    });
    expect(await get(2)).toBeUndefined();
  });

  test('is carried out once for one token', async () => {
    const count = (n: number) => [
      {
        Update: {
          TableName: TABLE,
          Key: note(1),
          UpdateExpression: 'ADD n :n',
          ExpressionAttributeValues: { ':n': n },
        },
      },
    ];
    await transact(count(1), { ClientRequestToken: 'once' });
    await transact(count(1), { ClientRequestToken: 'once' });
    expect(await get(1)).toEqual(note(1, { n: 1 }));
    await expect(transact(count(2), { ClientRequestToken: 'once' })).rejects.toBeInstanceOf(
      IdempotentParameterMismatchException,
    );
    await cloud.clock.advance(11 * 60_000);
    await transact(count(2), { ClientRequestToken: 'once' });
    expect(await get(1)).toEqual(note(1, { n: 3 }));
  });

  test.each([
    ['nothing', [], 'between 1 and 100'],
    ['two actions in one entry', [{ ...putNote(1), ...check(2, 'x = y') }], 'only contain one'],
    [
      'one item twice',
      [putNote(1), check(1, 'attribute_exists(pk)')],
      'multiple operations on one item',
    ],
    ['a check without a condition', [check(1, '')], 'expression can not be empty'],
  ])('refuses %s', async (_what, items, message) => {
    await expect(transact(items)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(message),
    });
  });
});

describe('a restart', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'dynamodb-'));
    await start(dataDir);
  });
  afterEach(async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  test('keeps items, the table and its identity', async () => {
    await put(note(1, { text: 'kept' }));
    const describeTable = () => documents.send(new DescribeTableCommand({ TableName: TABLE }));
    const { Table: before } = await describeTable();
    await stop();
    await start(dataDir);
    expect(await get(1)).toEqual(note(1, { text: 'kept' }));
    expect((await describeTable()).Table).toEqual(before);
  });

  test('fills a new index with the items that are there', async () => {
    await put(note(1, { colour: 'red' }));
    await put(note(2, { colour: 7 }));
    await stop();
    await start(dataDir, {
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'N' },
        { AttributeName: 'colour', AttributeType: 'S' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-colour',
          KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
    const { Items } = await documents.send(
      new ScanCommand({ TableName: TABLE, IndexName: 'by-colour' }),
    );
    expect(Items).toEqual([note(1, { colour: 'red' })]);
  });

  test('refuses another key schema over data that is there', async () => {
    await stop();
    const changed = start(dataDir, { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] });
    await expect(changed).rejects.toThrow(/Notes.*another key schema.*--fresh/s);
    await start(dataDir);
  });

  test('while another local cloud has the data open names the remedy', async () => {
    const held = dynamodb.start({ ...cloud.cloud, dataDir: path.join(dataDir, 'dynamodb') });
    await expect(held).rejects.toThrow(/cannot be opened.*--data.*--fresh/s);
  });
});
