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

function makeTopic({ stackName, logicalId, properties }: Resource, topics: Topics): Provisioned {
  const name = String(properties['TopicName'] ?? `${stackName}-${logicalId}`);
  const arn = topics.arnOf(name);
  topics.put({ arn, displayName: String(properties['DisplayName'] ?? '') });
  return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
}

function makeSubscription(
  { stackName, logicalId, properties }: Resource,
  topics: Topics,
): Provisioned {
  try {
    const { arn } = topics.subscribe(readSubscription(properties));
    return { ref: arn, attributes: { Arn: arn } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SetupError(`${logicalId} in ${stackName}: ${reason}.`, { cause: error });
  }
}

function setPolicy({ logicalId, properties }: Resource, topics: Topics): Provisioned {
  for (const arn of properties['Topics'] as string[]) {
    topics.setPolicy(arn, properties['PolicyDocument'] as PolicyDocument);
  }
  return { ref: logicalId, attributes: { Id: logicalId } };
}
