import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describeAlarm } from '../../functions/alerts/alarm-facts.ts';
import type { Alert } from '../../functions/alerts/alert.ts';
import { alertIdOf } from '../../functions/alerts/alert-id.ts';
import type { AlertStore } from '../../functions/alerts/alert-store.ts';
import type { Route } from '../../functions/alerts/alerts-config.ts';
import { DynamoAlertStore } from '../../functions/alerts/store/dynamo-alert-store.ts';
import type { TimelineEvent } from '../../functions/alerts/timeline.ts';
import { documentsOver } from '../../functions/shared/dynamo.ts';
import { afterprod, type RunningCloud, startRunningCloud } from './afterprod.ts';
import { memberAlarm, serviceState } from './alerts.ts';
import { awsEnvOf } from './aws-env.ts';
import type { Outcome } from './command-in-process.ts';

/** A local cloud with what the commands about alerts touch, of the stage `prod` of the project `shop`; no function runs. */
export interface AlertsCloud extends RunningCloud {
  readonly store: AlertStore;
  /** `afterprod alerts … --local`. */
  alerts(...args: readonly string[]): Promise<Outcome>;
  /** `afterprod … --local --json`, parsed. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into many shapes
  told(...args: readonly string[]): Promise<any>;
  /** `afterprod …` as on AWS: found by the usual credentials. */
  onAws(...args: readonly string[]): Promise<Outcome>;
  /** As the router does: an alert that opened so many minutes ago. */
  keep(differences?: Partial<Alert>, minutesAgo?: number): Promise<Alert>;
  event(alert: Alert, event: Partial<TimelineEvent>): Promise<void>;
  send(queue: string, body: object): Promise<void>;
  /** Takes what is in a queue. */
  received(queue: string): Promise<readonly object[]>;
}

const ROUTES: readonly Route[] = [
  { name: 'email-page', severities: ['page'], channel: 'sns', topicArn: 'page' },
  { name: 'email-info', severities: ['info'], channel: 'sns', topicArn: 'info' },
  {
    name: 'hook',
    severities: ['page', 'ticket'],
    services: ['storefront'],
    hours: { days: ['mon', 'tue'], from: '08:00', to: '18:00', timeZone: 'Europe/Berlin' },
    ...secretOf('hook'),
    channel: 'webhook',
  },
  { name: 'duty', severities: ['page'], ...secretOf('duty'), channel: 'pagerduty', region: 'us' },
  { name: 'chat', severities: ['ticket'], ...secretOf('chat'), channel: 'slack' },
];

function secretOf(route: string) {
  return { secretId: `shop-prod-alerts-${route}` };
}

export async function startAlertsCloud(): Promise<AlertsCloud> {
  const cloud = await startRunningCloud({ 'shop-prod-alerts': { Resources: resources() } });
  const documents = documentsOver(new DynamoDBClient(cloud.client));
  const sqs = new SQSClient(cloud.client);
  const store = new DynamoAlertStore(documents, 'shop-prod-alerts');
  const pace = { waitSeconds: 10, intervalSeconds: 300, settleSeconds: 60, dependencies: {} };
  await store.publish({ routes: ROUTES, ...pace });
  const urlOf = (queue: string) => ({
    QueueUrl: `${cloud.endpoint}/123456789012/shop-prod-${queue}`,
  });
  let count = 0;
  return {
    ...cloud,
    store,
    alerts: (...args) => cloud.afterprod('alerts', ...args, '--local'),
    told: (...args) => cloud.json(...args, '--local'),
    onAws: (...args) => afterprod(args, awsEnvOf(cloud)),
    async keep(differences = {}, minutesAgo = 0) {
      count += 1;
      const openedAt = new Date(cloud.clock.now() - minutesAgo * 60_000).toISOString();
      const alert = alertOf({ service: `service${count}`, openedAt, ...differences });
      const { version } = await store.readService(alert.service);
      await store.saveService(serviceState(alert), version, []);
      return alert;
    },
    async event(alert, event) {
      const at = new Date(cloud.clock.now()).toISOString();
      const whole = { at, kind: 'alarm', key: `event${count++}`, text: '', ...event } as const;
      await store.addEvents(alert.id, [whole]);
    },
    async send(queue, body) {
      const MessageBody = JSON.stringify(body);
      await sqs.send(new SendMessageCommand({ ...urlOf(queue), MessageBody }));
    },
    async received(queue) {
      const how = { MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ ...urlOf(queue), ...how }),
      );
      return Messages.map(({ Body = '' }) => JSON.parse(Body));
    },
    async stop() {
      documents.destroy();
      sqs.destroy();
      await cloud.stop();
    },
  };
}

function alertOf(differences: Partial<Alert> & Pick<Alert, 'service' | 'openedAt'>): Alert {
  const { service, openedAt } = differences;
  const name = `shop-prod-${service}-availability`;
  const alarm = memberAlarm({ name, changedAt: openedAt, firingSince: openedAt });
  return {
    id: alertIdOf(service, openedAt, 'abcd'),
    status: 'open',
    severity: 'page',
    beganAt: openedAt,
    revision: 1,
    alarms: { [name]: alarm },
    ...differences,
  };
}

const QUEUES = ['transitions', 'transitions-dlq', 'deliveries', 'deliveries-dlq'];

function resources() {
  return {
    Table: table('shop-prod-alerts'),
    Releases: table('shop-prod-releases'),
    Page: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'shop-prod-page' } },
    Info: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'shop-prod-info' } },
    Mail: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'Page' }, Protocol: 'email', Endpoint: 'oncall@example.com' },
    },
    ...Object.fromEntries(QUEUES.map(queue)),
    HookSecret: secret('hook', 'url'),
    DutySecret: secret('duty', 'routingKey'),
    ChatSecret: secret('chat', 'url'),
    Availability: alarm('storefront-availability', 'storefront'),
    Latency: alarm('storefront-latency', 'storefront'),
    Prober: alarm('probes-missing-runs', 'afterprod'),
  };
}

function queue(name: string) {
  const id = (of: string) => `Queue${of.replace('-', '')}`;
  const deadLetterTargetArn = { 'Fn::GetAtt': [id(`${name}-dlq`), 'Arn'] };
  const Properties = {
    QueueName: `shop-prod-alerts-${name}`,
    ...(!name.endsWith('-dlq') && { RedrivePolicy: { deadLetterTargetArn, maxReceiveCount: 5 } }),
  };
  return [id(name), { Type: 'AWS::SQS::Queue', Properties }] as const;
}

/** As the stack makes them: not connected, with a key. */
function secret(route: string, member: string) {
  return {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Name: `shop-prod-alerts-${route}`,
      GenerateSecretString: {
        SecretStringTemplate: JSON.stringify({ [member]: '' }),
        GenerateStringKey: 'key',
        PasswordLength: 44,
        ExcludePunctuation: true,
      },
    },
  };
}

function alarm(name: string, service: string) {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: `shop-prod-${name}`,
      AlarmDescription: describeAlarm('Whether all is well.', { service, severity: 'page' }),
      Namespace: 'Shop',
      MetricName: name,
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  };
}

function table(TableName: string) {
  return {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
    },
  };
}
