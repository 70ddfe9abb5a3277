import { createHash } from 'node:crypto';
import type { Input } from '../../emulator.ts';
import { compileFilterPolicy, type Filter, type FilterPolicyScope } from './filter-policy.ts';

const PROTOCOLS = ['email', 'http', 'https', 'lambda', 'sqs'] as const;

export type Protocol = (typeof PROTOCOLS)[number];

/** What a template says of a subscription; policies are parsed. */
export interface SubscriptionDefinition {
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  readonly rawMessageDelivery: boolean;
  readonly filterPolicy?: object;
  readonly filterPolicyScope: FilterPolicyScope;
  readonly deadLetterQueueArn?: string;
}

/** A subscription that is in force. All are confirmed: nobody has to answer a mail on a laptop. */
export interface Subscription extends SubscriptionDefinition {
  readonly arn: string;
  readonly wants: Filter;
}

/** Reads a subscription's properties. Throws what SNS would refuse. */
export function readSubscription(members: Input): SubscriptionDefinition {
  const protocol = PROTOCOLS.find((name) => name === members.Protocol);
  if (!protocol) {
    throw new Error(
      `the protocol ${members.Protocol} is not emulated; there are ${PROTOCOLS.join(', ')}`,
    );
  }
  const filterPolicy = parsed(members.FilterPolicy);
  const deadLetterQueueArn = parsed(members.RedrivePolicy)?.deadLetterTargetArn;
  return {
    topicArn: String(members.TopicArn),
    protocol,
    endpoint: String(members.Endpoint),
    rawMessageDelivery: String(members.RawMessageDelivery) === 'true',
    filterPolicyScope:
      members.FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes',
    ...(filterPolicy && { filterPolicy }),
    ...(deadLetterQueueArn && { deadLetterQueueArn }),
  };
}

/** Puts a definition in force; the ARN is the same each time, so that it is after a restart. */
export function activate(definition: SubscriptionDefinition): Subscription {
  const { topicArn, protocol, endpoint, filterPolicy, filterPolicyScope } = definition;
  const digest = createHash('sha256')
    .update([topicArn, protocol, endpoint].join('\n'))
    .digest('hex');
  const id = digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return {
    ...definition,
    arn: `${topicArn}:${id}`,
    wants: compileFilterPolicy(filterPolicy, filterPolicyScope),
  };
}

/** Templates may hold an object, or its JSON text. */
function parsed(policy: Input): Input {
  return typeof policy === 'string' ? JSON.parse(policy) : policy;
}
