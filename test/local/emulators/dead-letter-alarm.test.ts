import { cloudwatch } from '../../../local/emulators/cloudwatch.ts';
import { sns } from '../../../local/emulators/sns.ts';
import { sqs } from '../../../local/emulators/sqs.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';

const TEMPLATE = {
  Resources: {
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
    Ticket: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'ticket' } },
    Team: {
      Type: 'AWS::SNS::Subscription',
      Properties: {
        TopicArn: { Ref: 'Ticket' },
        Protocol: 'email',
        Endpoint: 'team@example.com',
      },
    },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmName: 'dead-letters',
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Dead', 'QueueName'] } }],
        Statistic: 'Maximum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ Ref: 'Ticket' }],
        OKActions: [{ Ref: 'Ticket' }],
      },
    },
  },
};

let local: TestCloud;

beforeEach(async () => {
  local = await startTestCloud(TEMPLATE, { emulators: [cloudwatch, sns, sqs] });
});

afterEach(() => local.stop());

test('a dead letter raises its alarm by mail within minutes, and emptying the queue ends it', async () => {
  const { cloud, clock, endpoint } = local;
  const ask = (service: string, operation: string, input: object) =>
    cloud.call(service, operation, input, { kind: 'root' });
  const subjects = async () => {
    const { Messages } = await ask('sns', 'ListMailbox', {});
    return Messages.map(({ subject }: { subject: string }) => subject);
  };
  const QueueUrl = `${endpoint}/123456789012/dead`;

  await clock.advance(600_000);
  expect((await subjects()).filter((subject: string) => subject.startsWith('ALARM'))).toEqual([]);
  await ask('sqs', 'SendMessage', { QueueUrl, MessageBody: 'lost' });
  await clock.advance(600_000);
  expect((await subjects())[0]).toMatch(/^ALARM: "dead-letters"/);
  await ask('sqs', 'PurgeQueue', { QueueUrl });
  await clock.advance(900_000);
  expect((await subjects())[0]).toMatch(/^OK: "dead-letters"/);
});
