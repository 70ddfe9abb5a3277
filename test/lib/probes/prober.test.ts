import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Prober, type ProberProps } from '../../../lib/probes/prober.ts';
import { probesOfSettings } from '../../../lib/probes/targets-of-settings.ts';
import type { ProbeSettings } from '../../../lib/settings/probe-settings.ts';
import { onceByDefault } from '../../support/once-by-default.ts';

const SERVICE = 'https://shop.example.com/';
const STAGE = { region: 'eu-central-1' };

const probesOf = (...probes: ProbeSettings[]) => probesOfSettings({ probes }, STAGE, SERVICE);

const synthesizeProber = onceByDefault((props: Partial<ProberProps> = {}) => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Test', { env: { account: '111111111111', ...STAGE } });
  new Prober(stack, 'Prober', {
    identity: { project: 'shop', stage: 'prod' },
    probes: probesOf({ name: 'page', path: '/' }),
    homeRegion: 'eu-central-1',
    table: Table.fromTableName(stack, 'Table', 'shop-prod-probes'),
    releasesTable: Table.fromTableName(stack, 'Releases', 'shop-prod-releases'),
    deadLetterQueue: new Queue(stack, 'DeadLetters') as IQueue,
    ...props,
  });
  return Template.fromStack(stack);
});

/** Statements of the prober's role that allow any of these. */
function allowed(template: Template, service: string) {
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('FunctionRole'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().every((action) => action.startsWith(`${service}:`)));
}

const everyMinute: ProbeSettings = { name: 'page', path: '/' };
const everyTenSeconds: ProbeSettings = { name: 'cart', path: '/cart', every: '10s' };
const everyHour: ProbeSettings = { name: 'api', url: 'https://api.example.com/', every: '60m' };
const onMondays: ProbeSettings = {
  name: 'mail',
  tcp: 'mail.example.com:587',
  cron: '0 6 ? * MON *',
  timeZone: 'Europe/Berlin',
};

test('one schedule for each rate or cron tells which probes are due, and since when', () => {
  const probes = probesOf(everyMinute, everyTenSeconds, everyHour, onMondays);
  const template = synthesizeProber({ probes });
  const schedules = Object.values(template.findResources('AWS::Scheduler::Schedule'));
  const told = schedules.map(({ Properties }) => [
    Properties.Name,
    Properties.ScheduleExpression,
    Properties.ScheduleExpressionTimezone,
    Properties.Target.Input,
  ]);
  const input = (group: string) =>
    `{"group":"${group}","scheduledAt":"<aws.scheduler.scheduled-time>"}`;
  expect(told).toEqual([
    ['shop-prod-probes-rate-1m', 'rate(1 minute)', 'Etc/UTC', input('rate-1m')],
    ['shop-prod-probes-rate-60m', 'rate(60 minutes)', 'Etc/UTC', input('rate-60m')],
    [
      expect.stringMatching(/^shop-prod-probes-cron-[0-9a-f]{8}$/),
      'cron(0 6 ? * MON *)',
      'Europe/Berlin',
      expect.stringMatching(/^\{"group":"cron-[0-9a-f]{8}","scheduledAt"/),
    ],
  ]);
});

test('a run that is late or failed is not made up', () => {
  const template = synthesizeProber();
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Target: Match.objectLike({
      RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      DeadLetterConfig: Match.anyValue(),
    }),
  });
  const [alias = ''] = Object.keys(template.findResources('AWS::Lambda::Alias'));
  template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    // That of $LATEST says nothing of the alias.
    Qualifier: { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: alias }] }] },
    MaximumEventAgeInSeconds: 60,
    MaximumRetryAttempts: 0,
  });
});

test('schedules run what the alias names, and may run nothing else', () => {
  const template = synthesizeProber();
  const [alias = ''] = Object.keys(template.findResources('AWS::Lambda::Alias'));
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Target: Match.objectLike({ Arn: { Ref: alias } }),
  });
  const ofSchedules = Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('SchedulerRole'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => Action === 'lambda:InvokeFunction');
  expect(ofSchedules).toEqual([expect.objectContaining({ Resource: { Ref: alias } })]);
});

test('has a whole vCPU, and ends before the next run begins', () => {
  synthesizeProber().hasResourceProperties('AWS::Lambda::Function', {
    FunctionName: 'shop-prod-probes',
    MemorySize: 1769,
    Timeout: 58,
  });
});

test('knows its tables and where they are; nothing private is probed unless it is allowed', () => {
  const variables = (different: object) => ({
    Environment: {
      Variables: {
        PROJECT: 'shop',
        STAGE: 'prod',
        HOME_REGION: 'eu-central-1',
        TABLE_NAME: 'shop-prod-probes',
        RELEASES_TABLE_NAME: 'shop-prod-releases',
        PROBE_VALUES: '[]',
        ALLOW_PRIVATE: '',
        ...different,
      },
    },
  });
  synthesizeProber().hasResourceProperties('AWS::Lambda::Function', variables({}));
  synthesizeProber({ allowPrivate: ['10.0.3.0/24', '10.0.4.0/24'] }).hasResourceProperties(
    'AWS::Lambda::Function',
    variables({ ALLOW_PRIVATE: '10.0.3.0/24,10.0.4.0/24' }),
  );
});

test('without secrets, signatures or a VPC it may use its tables, its log and its dead letters', () => {
  const template = synthesizeProber();
  const actions = Object.values(template.findResources('AWS::IAM::Policy'))
    .filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('FunctionRole'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }) => Action);
  expect(actions.sort()).toEqual([
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'logs:CreateLogStream',
    'logs:PutLogEvents',
    'sqs:SendMessage',
  ]);
});

test('may read the secrets that its probes name, whatever key they are encrypted with, and no other', () => {
  const byArn = 'arn:aws:secretsmanager:eu-west-1:222222222222:secret:theirs-a1B2c3';
  const withBearer = (name: string, bearer: { secret: string } | { parameter: string }) =>
    ({ name, path: '/', auth: { bearer } }) as const;
  const probes = probesOf(
    withBearer('name', { secret: 'shop/token' }),
    withBearer('again', { secret: 'shop/token' }),
    withBearer('arn', { secret: byArn }),
    withBearer('parameter', { parameter: '/shop/token' }),
  );
  const template = synthesizeProber({ probes });
  const inStage = (service: string, resource: string) => {
    const place = `:${service}:eu-central-1:`;
    const parts = ['arn:', { Ref: 'AWS::Partition' }, place, { Ref: 'AWS::AccountId' }, resource];
    return { 'Fn::Join': ['', parts] };
  };
  expect(allowed(template, 'secretsmanager')).toMatchObject([
    {
      Action: 'secretsmanager:GetSecretValue',
      Resource: [inStage('secretsmanager', ':secret:shop/token-??????'), byArn],
    },
  ]);
  expect(allowed(template, 'ssm')).toMatchObject([
    {
      Action: 'ssm:GetParameter',
      Resource: inStage('ssm', ':parameter/shop/token'),
    },
  ]);
  expect(allowed(template, 'kms')).toMatchObject([
    {
      Action: 'kms:Decrypt',
      Condition: { StringLike: { 'kms:ViaService': [expect.anything(), expect.anything()] } },
    },
  ]);
});

test('may call the APIs whose requests it signs', () => {
  const url = 'https://abc123.execute-api.eu-west-1.amazonaws.com/prod/orders';
  const signed = { name: 'orders', url, auth: { sigv4: { region: 'eu-west-1' } } } as const;
  const template = synthesizeProber({ probes: probesOf(signed) });
  expect(allowed(template, 'execute-api')).toMatchObject([
    { Action: 'execute-api:Invoke', Effect: 'Allow' },
  ]);
});

test('in a VPC it may make its interfaces before Lambda tries to', () => {
  const network = { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'] };
  const template = synthesizeProber({ network });
  const [[policy = ''] = []] = Object.entries(template.findResources('AWS::IAM::Policy')).filter(
    ([, { Properties }]) => JSON.stringify(Properties).includes('ec2:CreateNetworkInterface'),
  );
  template.hasResource('AWS::Lambda::Function', {
    Properties: {
      FunctionName: 'shop-prod-probes',
      VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
    },
    DependsOn: Match.arrayWith([policy]),
  });
  expect(JSON.stringify(synthesizeProber())).not.toContain('ec2:');
});

test('200 probes are a stack that CloudFormation takes', () => {
  const probes = Array.from({ length: 200 }, (_, index) => ({
    name: `probe-${index}`,
    path: `/${index}`,
    every: `${index + 1}m`,
  }));
  const { Resources } = synthesizeProber({
    probes: probesOf(...(probes as ProbeSettings[])),
  }).toJSON();
  expect(Object.keys(Resources).length).toBeLessThan(300);
});
