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

/** Starts a local cloud for the tests of a file, with a fresh table for each of them. */
export function oneTableEach(count: number): Tables {
  let cloud: TestCloud;
  let client: DynamoDBDocumentClient;
  let used = 0;

  beforeAll(async () => {
    const names = Array.from({ length: count }, (_, index) => tableName(index));
    const resources = names.map((name, index) => [`T${index}`, tableResource(name)]);
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

function tableResource(TableName: string) {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: KEYS.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    },
  };
}
