import { AwsError } from '../../aws-error.ts';
import type { Cloud, PolicyDocument } from '../../emulator.ts';
import { activate, type Subscription, type SubscriptionDefinition } from './subscription.ts';

export interface Topic {
  readonly arn: string;
  readonly displayName: string;
}

/** What SNS lets the owner's account do with a topic that has no policy of its own. */
const OWNER_ACTIONS = [
  'sns:Publish',
  'sns:Subscribe',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
];

/** The topics of this region, who is subscribed to them, and their policies. */
export class Topics {
  readonly #cloud: Pick<Cloud, 'region' | 'accountId'>;
  readonly #topics = new Map<string, Topic>();
  readonly #policies = new Map<string, PolicyDocument>();
  readonly #subscriptions = new Map<string, Subscription>();

  constructor(cloud: Pick<Cloud, 'region' | 'accountId'>) {
    this.#cloud = cloud;
  }

  arnOf(topicName: string): string {
    const { region, accountId } = this.#cloud;
    return `arn:aws:sns:${region}:${accountId}:${topicName}`;
  }

  put(topic: Topic): void {
    this.#topics.set(topic.arn, topic);
  }

  all(): Topic[] {
    return [...this.#topics.values()];
  }

  get(arn: unknown): Topic {
    const topic = this.#topics.get(String(arn));
    if (topic) return topic;
    throw new AwsError('NotFoundException', `Topic does not exist: ${arn}`, { statusCode: 404 });
  }

  setPolicy(arn: string, policy: PolicyDocument): void {
    this.#policies.set(arn, policy);
  }

  /** The topic's own policy, or SNS's default for all within the owner's account. */
  policyOf(arn: string): PolicyDocument | undefined {
    if (!this.#topics.has(arn)) return undefined;
    return this.#policies.get(arn) ?? defaultPolicy(arn, this.#cloud.accountId);
  }

  /** Subscribes, or changes what is subscribed under the same topic, protocol and endpoint. */
  subscribe(definition: SubscriptionDefinition): Subscription {
    const subscription = activate(definition);
    this.#subscriptions.set(subscription.arn, subscription);
    return subscription;
  }

  /** Of one topic, or of all. */
  subscriptions(topicArn?: string): Subscription[] {
    const all = [...this.#subscriptions.values()];
    return topicArn === undefined ? all : all.filter((one) => one.topicArn === topicArn);
  }
}

function defaultPolicy(arn: string, accountId: string): PolicyDocument {
  return {
    Version: '2008-10-17',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: OWNER_ACTIONS,
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  };
}
