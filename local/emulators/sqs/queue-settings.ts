import type { Cloud, Resource } from '../../emulator.ts';

/** A standard queue as its template has it. */
export interface QueueSettings {
  readonly name: string;
  readonly arn: string;
  /** On this machine: the SDK sends a queue's requests to the host of its URL. */
  readonly url: string;
  readonly visibilityTimeoutSeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  readonly maximumMessageBytes: number;
  readonly waitSeconds: number;
  readonly deadLetters?: DeadLetters;
}

interface DeadLetters {
  readonly queueArn: string;
  /** A message that was received this often goes to the dead-letter queue instead of being received again. */
  readonly maxReceiveCount: number;
}

/** Reads a queue's properties; the defaults are SQS's. */
export function queueSettings(
  { stackName, logicalId, properties }: Resource,
  { endpoint, region, accountId }: Pick<Cloud, 'endpoint' | 'region' | 'accountId'>,
): QueueSettings {
  const name = String(properties['QueueName'] ?? `${stackName}-${logicalId}`);
  const number = (property: string, fallback: number) => Number(properties[property] ?? fallback);
  const deadLetters = deadLettersOf(properties['RedrivePolicy']);
  return {
    name,
    arn: `arn:aws:sqs:${region}:${accountId}:${name}`,
    url: `${endpoint}/${accountId}/${name}`,
    visibilityTimeoutSeconds: number('VisibilityTimeout', 30),
    delaySeconds: number('DelaySeconds', 0),
    retentionSeconds: number('MessageRetentionPeriod', 345_600),
    maximumMessageBytes: number('MaximumMessageSize', 1_048_576),
    waitSeconds: number('ReceiveMessageWaitTimeSeconds', 0),
    ...(deadLetters && { deadLetters }),
  };
}

/** An object in templates, JSON text in the API. */
function deadLettersOf(policy: unknown): DeadLetters | undefined {
  if (policy === undefined) return undefined;
  const { deadLetterTargetArn, maxReceiveCount } =
    typeof policy === 'string' ? JSON.parse(policy) : Object(policy);
  return { queueArn: String(deadLetterTargetArn), maxReceiveCount: Number(maxReceiveCount) };
}
