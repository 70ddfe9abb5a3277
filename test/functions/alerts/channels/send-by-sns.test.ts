import { SNSClient } from '@aws-sdk/client-sns';
import { sendBySns } from '../../../../functions/alerts/channels/send-by-sns.ts';
import { sns } from '../../../../local/emulators/sns.ts';
import { startTestCloud, type TestCloud } from '../../../support/cloud.ts';

let cloud: TestCloud;
let client: SNSClient;

beforeAll(async () => {
  const Page = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'page' } };
  cloud = await startTestCloud({ Resources: { Page } }, { emulators: [sns] });
  client = new SNSClient(cloud.client);
});
afterAll(async () => {
  client.destroy();
  await cloud.stop();
});

const arn = (name: string) => `arn:aws:sns:eu-west-1:123456789012:${name}`;
const publish = (topic: string, subject = '[page] shop') =>
  sendBySns(client, arn(topic), {
    id: 'a_email-page_1',
    kind: 'trigger',
    revision: 1,
    severity: 'page',
    body: JSON.stringify({ subject, message: 'It is down.' }),
    attempts: 1,
    nextAttemptAt: '2026-11-23T09:00:00.000Z',
  });

test('a message is published, and told', async () => {
  expect(await publish('page')).toEqual({ kind: 'told' });
});

test('a topic that is missing may be there later; nothing of it is quoted', async () => {
  const result = await publish('gone');
  expect(result).toMatchObject({ kind: 'failed', mayRetry: true });
  expect(JSON.stringify(result)).not.toContain('arn:');
});
