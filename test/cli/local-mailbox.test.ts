import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { type RunningCloud, startRunningCloud } from '../support/afterprod.ts';

jest.setTimeout(60_000); // each test starts processes

let cloud: RunningCloud;

beforeAll(async () => {
  cloud = await startRunningCloud({
    'shop-prod-alarms': {
      Resources: {
        Sender: {
          Type: 'AWS::SES::EmailIdentity',
          Properties: { EmailIdentity: 'shop.example' },
        },
        Page: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'shop-prod-page' } },
        Mail: {
          Type: 'AWS::SNS::Subscription',
          Properties: {
            TopicArn: { Ref: 'Page' },
            Protocol: 'email',
            Endpoint: 'oncall@example.com',
          },
        },
      },
    },
  });
});
afterAll(() => cloud.stop());

test('the mailbox shows what SNS would have sent, without what a terminal would act on', async () => {
  const sns = new SNSClient(cloud.client);
  await sns.send(
    new PublishCommand({
      TopicArn: `arn:aws:sns:${cloud.client.region}:123456789012:shop-prod-page`,
      Subject: 'Down',
      Message: 'line one\nline \u001b[31mtwo',
    }),
  );
  await cloud.clock.idle();
  expect(await cloud.json('local', 'mailbox')).toMatchObject({
    messages: expect.arrayContaining([
      expect.objectContaining({ to: 'oncall@example.com', subject: 'Down' }),
    ]),
  });
  const { stdout } = await cloud.afterprod('local', 'mailbox');
  expect(stdout).toContain('to oncall@example.com\nDown\n  line one\n  line  [31mtwo');
});

test('the mailbox ends with the newest, of which --last tells so many', async () => {
  const sns = new SNSClient(cloud.client);
  const TopicArn = `arn:aws:sns:${cloud.client.region}:123456789012:shop-prod-page`;
  for (const Subject of ['first', 'second']) {
    await sns.send(new PublishCommand({ TopicArn, Subject, Message: 'x' }));
    await cloud.clock.idle();
  }
  const of = async (...args: string[]) => {
    const { messages } = Object(await cloud.json('local', 'mailbox', ...args));
    return messages.map(({ subject }: { subject: string }) => subject);
  };
  expect((await of()).slice(-2)).toEqual(['first', 'second']);
  expect(await of('--last', '1')).toEqual(['second']);
  const { stdout } = await cloud.afterprod('local', 'mailbox', '--last', '2');
  expect(stdout).toMatch(/^2\d{3}-\d\d-\d\d \d\d:\d\d UTC {2}to .*\nfirst\n {2}x\n\n2.*\nsecond\n/);
  expect(await cloud.afterprod('local', 'mailbox', '--last', 'all')).toMatchObject({ code: 2 });
});

test('the mailbox shows the headers of a mail that SES would have sent', async () => {
  const Headers = [{ Name: 'List-Unsubscribe', Value: '<https://shop.example/leave>' }];
  const Body = { Text: { Data: 'It is.' }, Html: { Data: '<p>It is.</p>' } };
  await new SESv2Client(cloud.client).send(
    new SendEmailCommand({
      FromEmailAddress: 'news@shop.example',
      Destination: { ToAddresses: ['vera@home.example'] },
      Content: { Simple: { Subject: { Data: 'Fixed' }, Body, Headers } },
    }),
  );
  const { stdout } = await cloud.afterprod('local', 'mailbox');
  expect(stdout).toContain(
    'to vera@home.example\nFixed\n  List-Unsubscribe: <https://shop.example/leave>\n  It is.\n',
  );
  expect(await cloud.json('local', 'mailbox')).toMatchObject({
    messages: expect.arrayContaining([
      expect.objectContaining({ from: 'news@shop.example', html: '<p>It is.</p>' }),
    ]),
  });
});
