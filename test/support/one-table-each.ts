import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import type { Faults } from '../../local/faults.ts';
import { startTestCloud, type TestCloud } from './cloud.ts';

export interface Tables {
  readonly client: DynamoDBDocumentClient;
  readonly cloud: TestCloud;
  /** Trouble that the tables are in. */
  readonly faults: Faults;
  /** Name of a table, with `pk` and `sk`, that no test has used. */
  next(): string;
}

const KEYS = ['pk', 'sk'];

/**
 * Starts a local cloud for the tests of a file, with a fresh table for each of them.
 *
 * @param indexes - of each table: name and partition key of an index are the same
 */
export function oneTableEach(
  count: number,
  indexes: readonly string[] = [],
  sortedBy = '',
): Tables {
  let cloud: TestCloud;
  let client: DynamoDBDocumentClient;
  let used = 0;

  beforeAll(async () => {
    const names = Array.from({ length: count }, (_, index) => tableName(index));
    const resources = names.map((name, index) => [
      `T${index}`,
      tableResource(name, indexes, sortedBy),
    ]);
    cloud = await startTestCloud({ Resources: Object.fromEntries(resources) });
    client = documentsOver(new DynamoDBClient({ ...cloud.client }));
  });

  afterAll(async () => {
    client?.destroy();
    await cloud?.stop();
  });

  return {
    get client() {
      return client;
    },
    get cloud() {
      return cloud;
    },
    get faults() {
      return cloud.faults;
    },
    next() {
      if (used === count) throw new Error(`raise the count of tables: ${count} are not enough`);
      used += 1;
      return tableName(used - 1);
    },
  };
}

function tableName(index: number): string {
  return `table-${index}`;
}

function tableResource(TableName: string, indexes: readonly string[], sortedBy: string) {
  const names = indexes.length > 0 ? [...KEYS, ...indexes, sortedBy] : KEYS;
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keySchema('pk', 'sk'),
      ...(indexes.length > 0 && {
        GlobalSecondaryIndexes: indexes.map((IndexName) => ({
          IndexName,
          KeySchema: keySchema(IndexName, sortedBy),
          Projection: { ProjectionType: 'ALL' },
        })),
      }),
    },
  };
}

function keySchema(partitionKey: string, sortKey: string) {
  return [
    { AttributeName: partitionKey, KeyType: 'HASH' },
    { AttributeName: sortKey, KeyType: 'RANGE' },
  ];
}
