import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoReleaseStore } from '../../../functions/releases/dynamo-release-store.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { describeReleaseStore } from '../../support/release-store-contract.ts';

const KEYS = ['pk', 'sk'];
const TABLES = 10;

let cloud: TestCloud;
let client: DynamoDBDocumentClient;
let next = 0;

/** A table for each test. */
beforeAll(async () => {
  const table = (TableName: string) => ({
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
  });
  const ids = Array.from({ length: TABLES }, (_, index) => [
    `T${index}`,
    table(`releases-${index}`),
  ]);
  cloud = await startTestCloud({ Resources: Object.fromEntries(ids) });
  client = DynamoDBDocumentClient.from(new DynamoDBClient({ ...cloud.client }));
});

afterAll(async () => {
  client?.destroy();
  await cloud?.stop();
});

describeReleaseStore('DynamoDB', () => new DynamoReleaseStore(client, `releases-${next++}`));
