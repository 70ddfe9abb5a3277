import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Effect, type IPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { type Identity, nameOf } from './identity.ts';
import type { SeveritySettings, SubscriberSettings } from './settings.ts';
import type { Topics } from './topics.ts';

export interface AlarmTopicsProps {
  readonly identity: Identity;

  /** @default - no subscribers */
  readonly severities?: SeveritySettings;
}

/** One stage's encrypted topics, two a severity: one with its subscribers, and one for alarms. */
export class AlarmTopics extends Construct implements Topics {
  readonly page: ITopic;
  readonly ticket: ITopic;
  readonly info: ITopic;
  readonly alarms: Topics['alarms'];
  readonly #identity: Identity;
  #failedDeliveries?: DeadLetterQueue;

  constructor(scope: Construct, id: string, props: AlarmTopicsProps) {
    super(scope, id);
    const { identity, severities = {} } = props;
    this.#identity = identity;
    const key = this.#key();
    this.page = this.#topic('page', key);
    this.ticket = this.#topic('ticket', key);
    this.info = this.#topic('info', key);
    this.alarms = {
      page: this.#topic('page-alarms', key),
      ticket: this.#topic('ticket-alarms', key),
      info: this.#topic('info-alarms', key),
    };
    for (const severity of ['page', 'ticket', 'info'] as const) {
      this.#subscribe(this[severity], severities[severity] ?? {});
    }
  }

  /** Our own key: CloudWatch and EventBridge may not use `alias/aws/sns`, and their messages would be lost. */
  #key(): Key {
    const key = new Key(this, 'Key', {
      alias: nameOf(this.#identity, 'topics'),
      description: `Encrypts the alarm topics of ${nameOf(this.#identity)}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY, // topics keep nothing that would have to be read later
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudWatch(), new ServicePrincipal('events.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
      }),
    );
    return key;
  }

  #topic(name: string, masterKey: Key): Topic {
    const topic = new Topic(this, name, {
      topicName: nameOf(this.#identity, name),
      masterKey,
      enforceSSL: true,
    });
    // A policy of our own replaces the default one, by which alarms of the same account may publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AllowAlarms',
        effect: Effect.ALLOW,
        principals: [cloudWatch()],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    return topic;
  }

  #subscribe(topic: ITopic, { email = [], https = [] }: SubscriberSettings): void {
    for (const address of email) {
      const deadLetterQueue = this.#queueOfFailedDeliveries();
      topic.addSubscription(new EmailSubscription(address, { deadLetterQueue }));
    }
    for (const url of https) {
      const deadLetterQueue = this.#queueOfFailedDeliveries();
      topic.addSubscription(new UrlSubscription(url, { deadLetterQueue }));
    }
  }

  #queueOfFailedDeliveries(): DeadLetterQueue {
    this.#failedDeliveries ??= new DeadLetterQueue(this, 'FailedDeliveries', {
      identity: this.#identity,
      name: 'alarms',
      topics: this,
      announcesEnd: false, // where `ticket` itself fails, each emptying would fill the queue again
    });
    return this.#failedDeliveries;
  }
}

function cloudWatch(): IPrincipal {
  return new ServicePrincipal('cloudwatch.amazonaws.com');
}
