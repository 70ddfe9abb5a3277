import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Target } from '../target.ts';

interface Subscribers {
  readonly confirmed: number;
  /** They got SNS's mail and have not followed its link. */
  readonly pending: number;
}

/** @param topic - its ARN, or the severity that it is of */
export async function topicSubscribers(topic: string, where: Target): Promise<Subscribers> {
  const sns = await import('@aws-sdk/client-sns'); // no other command waits for it
  const client = new sns.SNSClient(where.client);
  const TopicArn = topic.startsWith('arn:') ? topic : await arnOf(topic, where, client);
  const { Attributes = {} } = await client.send(new sns.GetTopicAttributesCommand({ TopicArn }));
  return {
    confirmed: Number(Attributes['SubscriptionsConfirmed'] ?? 0),
    pending: Number(Attributes['SubscriptionsPending'] ?? 0),
  };
}

async function arnOf(
  severity: string,
  { client, prefix }: Target,
  { config }: { readonly config: { region(): Promise<string> } },
): Promise<string> {
  const [{ Arn = '', Account }, region] = await Promise.all([
    new STSClient(client).send(new GetCallerIdentityCommand({})),
    config.region(),
  ]);
  return `arn:${Arn.split(':')[1]}:sns:${region}:${Account}:${prefix}${severity}`;
}
