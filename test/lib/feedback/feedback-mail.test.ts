import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { FeedbackDispatch } from '../../../lib/feedback/feedback-dispatch.ts';
import { feedbackKey } from '../../../lib/feedback/feedback-key.ts';
import { FeedbackMail } from '../../../lib/feedback/feedback-mail.ts';
import type { MailSettings } from '../../../lib/feedback/mail-settings.ts';
import { someTopics } from '../../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

function synthesizeMail(mail?: MailSettings): Template {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const partitionKey = { name: 'pk', type: AttributeType.STRING };
  const stream = StreamViewType.NEW_AND_OLD_IMAGES;
  const table = new Table(stack, 'Table', { partitionKey, stream }) as never;
  const common = { identity, topics: someTopics(stack), table };
  new FeedbackMail(stack, 'Mail', {
    ...common,
    dispatch: new FeedbackDispatch(stack, 'Dispatch', common),
    secretKey: feedbackKey(stack, 'Key', identity),
    feedbackUrl: 'https://api.example/prod/v1/feedback',
    ...(mail && { mail }),
  });
  return Template.fromStack(stack);
}

const MAIL = { from: 'feedback@shop.example.com', product: 'The shop' };
const template = synthesizeMail(MAIL);
const silent = synthesizeMail();

function statementsOn(of: Template, action: string) {
  return Object.values(of.findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().includes(action));
}

test('the key is generated, and stays when the stack goes: the table is written with it', () => {
  template.hasResource('AWS::SecretsManager::Secret', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: {
      Name: 'shop-prod-feedback-key',
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    },
  });
  const [read, ...others] = statementsOn(template, 'secretsmanager:GetSecretValue');
  expect(others).toEqual([]);
  expect(read.Resource).toEqual({ Ref: expect.stringMatching(/^Key/) });
});

test('it may send as this address alone: by either identity, with its own configuration set', () => {
  const [send] = statementsOn(template, 'ses:SendEmail');
  const resources = JSON.stringify(send.Resource);
  for (const name of ['identity/feedback@shop.example.com', 'identity/shop.example.com']) {
    expect(resources).toContain(name);
  }
  expect(resources).toContain(':configuration-set/');
  expect(send.Condition).toEqual({ StringEquals: { 'ses:FromAddress': MAIL.from } });
  template.hasResourceProperties('AWS::SES::ConfigurationSet', {
    Name: 'shop-prod-feedback',
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    DeliveryOptions: { TlsPolicy: 'REQUIRE' },
  });
});

test('what fails is tried for an hour, and then kept', () => {
  template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MailTasks'), 'Arn'] },
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: 'shop-prod-feedback-mail-tasks',
    VisibilityTimeout: 360,
    RedrivePolicy: { maxReceiveCount: 11, deadLetterTargetArn: Match.anyValue() },
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'shop-prod-feedback-mail-dlq',
  });
});

test('without the setting nothing is made that sends', () => {
  expect(statementsOn(silent, 'ses:SendEmail')).toEqual([]);
  silent.resourceCountIs('AWS::SES::ConfigurationSet', 0);
  silent.hasResourceProperties('AWS::Lambda::Function', {
    Environment: { Variables: { MAIL_SENDER: 'null' } },
  });
});

test.each([
  ['address', 'feedback@shop.example.com'],
  ['domain', 'shop.example.com'],
] as const)('makes the identity of the %s where it is asked for, and keeps it', (kind, name) => {
  template.resourceCountIs('AWS::SES::EmailIdentity', 0);
  synthesizeMail({ ...MAIL, createIdentity: kind }).hasResource('AWS::SES::EmailIdentity', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: { EmailIdentity: name },
  });
});
