import type { PolicyDocument, Provisioned, Resource } from '../../emulator.ts';
import { SetupError } from '../../setup-error.ts';
import { readSubscription } from './subscription.ts';
import type { Topics } from './topics.ts';

/** Makes what a template has of topics, subscriptions and topic policies. */
export function makeTopicResource(resource: Resource, topics: Topics): Provisioned {
  switch (resource.type) {
    case 'AWS::SNS::Topic':
      return makeTopic(resource, topics);
    case 'AWS::SNS::Subscription':
      return makeSubscription(resource, topics);
    default:
      return setPolicy(resource, topics);
  }
}

function makeTopic(resource: Resource, topics: Topics): Provisioned {
  const { stackName, logicalId, properties } = resource;
  const name = String(properties['TopicName'] ?? `${stackName}-${logicalId}`);
  const arn = topics.arnOf(name);
  topics.put({ arn, displayName: String(properties['DisplayName'] ?? '') });
  for (const inline of (properties['Subscription'] ?? []) as object[]) {
    subscribe(resource, topics, { TopicArn: arn, ...inline });
  }
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
}

function makeSubscription(resource: Resource, topics: Topics): Provisioned {
  const arn = subscribe(resource, topics, resource.properties);
  return { ref: arn, attributes: { Arn: arn } };
}

function subscribe(
  resource: Resource,
  topics: Topics,
  members: Readonly<Record<string, unknown>>,
): string {
  try {
    const definition = readSubscription(members['TopicArn'], members);
    return topics.subscribe(definition, 'template').arn;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`${resource.logicalId} in ${resource.stackName}: ${reason}.`, {
      cause: error,
    });
  }
}

function setPolicy({ logicalId, properties }: Resource, topics: Topics): Provisioned {
  for (const arn of properties['Topics'] as string[]) {
    topics.setPolicy(arn, properties['PolicyDocument'] as PolicyDocument);
  }
  return { ref: logicalId, attributes: { Id: logicalId } };
}
