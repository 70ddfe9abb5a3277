import {
  DescribeContinuousBackupsCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { dynamodb } from '../../../../local/emulators/dynamodb.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

const TEMPLATE = {
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        SSESpecification: { SSEEnabled: true },
        Replicas: [
          { Region: 'us-east-1' },
          {
            Region: 'eu-west-1',
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            Tags: [{ Key: 'team', Value: 'loop' }],
          },
        ],
      },
    },
  },
};

let cloud: TestCloud | undefined;

afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

test("CDK's TableV2, a global table, is its replica in this region", async () => {
  cloud = await startTestCloud(TEMPLATE, { emulators: [dynamodb] });
  const client = new DynamoDBClient(cloud.client);
  const [made] = cloud.resources();
  const ResourceArn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/test-Table';
  expect(made).toMatchObject({
    ref: 'test-Table',
    attributes: {
      Arn: ResourceArn,
      StreamArn: expect.stringContaining(`${ResourceArn}/stream/2026-01-05T00:00:00.000`),
    },
  });
  await client.send(new PutItemCommand({ TableName: 'test-Table', Item: { id: { S: 'x' } } }));
  const { Tags } = await client.send(new ListTagsOfResourceCommand({ ResourceArn }));
  expect(Tags).toEqual([{ Key: 'team', Value: 'loop' }]);
  const { ContinuousBackupsDescription } = await client.send(
    new DescribeContinuousBackupsCommand({ TableName: 'test-Table' }),
  );
  expect(
    ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus,
  ).toBe('ENABLED');
  client.destroy();
});

test('refuses a property that is not emulated, naming it', async () => {
  const { Table } = TEMPLATE.Resources;
  const Properties = { ...Table.Properties, KinesisStreamSpecification: { StreamArn: 'x' } };
  const changed = { Resources: { Table: { ...Table, Properties } } };
  await expect(startTestCloud(changed, { emulators: [dynamodb] })).rejects.toThrow(
    /Table.*KinesisStreamSpecification/s,
  );
});
