import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoToggleStore } from '../../functions/toggles/dynamo-toggle-store.ts';
import { type RunningCloud, startRunningCloud } from '../support/afterprod.ts';
import { documentOf, toggle } from '../support/toggle-builders.ts';

jest.setTimeout(60_000); // each test starts processes

let cloud: RunningCloud;

beforeAll(async () => {
  cloud = await startRunningCloud({
    'shop-prod-toggles': {
      Resources: {
        Toggles: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            TableName: 'shop-prod-toggles',
            BillingMode: 'PAY_PER_REQUEST',
            KeySchema: [
              { AttributeName: 'pk', KeyType: 'HASH' },
              { AttributeName: 'sk', KeyType: 'RANGE' },
            ],
            AttributeDefinitions: [
              { AttributeName: 'pk', AttributeType: 'S' },
              { AttributeName: 'sk', AttributeType: 'S' },
            ],
          },
        },
      },
    },
  });
});
afterAll(() => cloud.stop());

test('a toggle may have a name that every object inherits', async () => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.client));
  const store = new DynamoToggleStore(client, 'shop-prod-toggles', () => cloud.clock.now());
  const document = documentOf(Object.fromEntries([['constructor', toggle()]]));
  await store.save({ document, summary: 'created', keys: ['constructor'] }, 0, {
    who: 'test',
    why: 'test',
  });
  expect(await cloud.json('toggles', 'list', '--local')).toEqual({
    toggles: [{ key: 'constructor', serves: 'off', variants: ['on', 'off'], note: '' }],
  });
  const { stdout } = await cloud.afterprod('toggles', 'show', 'constructor', '--local');
  expect(JSON.parse(stdout)).not.toHaveProperty('kill');
  expect(await cloud.json('toggles', 'set', 'constructor', 'on', '--local')).toMatchObject({
    serves: 'on',
    killed: false,
  });
});
