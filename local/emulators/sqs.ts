import * as path from 'node:path';
import type { Cloud, Emulator, EmulatorHandle, PolicyDocument, Resource } from '../emulator.ts';
import { publishDepth } from './sqs/depth-metric.ts';
import { Journal } from './sqs/journal.ts';
import { queueOperations } from './sqs/queue-operations.ts';
import { queueSettings } from './sqs/queue-settings.ts';
import { Queues } from './sqs/queues.ts';
import { receiveOperations } from './sqs/receive-operations.ts';
import { sendOperations } from './sqs/send-operations.ts';

/**
 * SQS's standard queues, in driven time (long polls wait in real time). Requests and answers keep the JSON of the
 * wire. FIFO queues are not emulated: `FifoQueue` is refused.
 */
export const sqs: Emulator = {
  service: 'sqs',
  resourceTypes: {
    'AWS::SQS::Queue': {
      honoured: [
        'QueueName',
        'VisibilityTimeout',
        'DelaySeconds',
        'MessageRetentionPeriod',
        'MaximumMessageSize',
        'ReceiveMessageWaitTimeSeconds',
        'RedrivePolicy',
      ],
      ignored: [
        'KmsMasterKeyId',
        'KmsDataKeyReusePeriodSeconds',
        'SqsManagedSseEnabled',
        'RedriveAllowPolicy',
        'Tags',
      ],
    },
    'AWS::SQS::QueuePolicy': { honoured: ['Queues', 'PolicyDocument'] },
  },
  api: { signingName: 'sqs', protocol: 'awsJson1.0', targetPrefix: 'AmazonSQS' },
  start,
};

async function start(cloud: Cloud): Promise<EmulatorHandle> {
  const journal = new Journal(path.join(cloud.dataDir, 'messages.jsonl'), cloud.notice);
  const queues = new Queues(cloud, journal);
  const policies = new Map<string, PolicyDocument>();
  const policyOf = (arn: string) => policies.get(arn);
  const depth = publishDepth(cloud, queues);

  const create = async (resource: Resource) => {
    if (resource.type === 'AWS::SQS::QueuePolicy') return setPolicy(resource, queues, policies);
    const settings = queueSettings(resource, cloud);
    queues.make(settings);
    return {
      ref: settings.url,
      attributes: { Arn: settings.arn, QueueName: settings.name, QueueUrl: settings.url },
    };
  };

  return {
    operations: {
      ...sendOperations(queues),
      ...receiveOperations(queues),
      ...queueOperations(queues, policyOf),
    },
    create,
    update: create,
    resourcePolicy: policyOf,
    async stop() {
      depth.cancel();
      queues.receivers.release();
      journal.close();
    },
  };
}

async function setPolicy(
  { logicalId, properties }: Resource,
  queues: Queues,
  policies: Map<string, PolicyDocument>,
): ReturnType<EmulatorHandle['create']> {
  for (const QueueUrl of properties['Queues'] as string[]) {
    policies.set(
      queues.of({ QueueUrl }).settings.arn,
      properties['PolicyDocument'] as PolicyDocument,
    );
  }
  return { ref: logicalId, attributes: { Id: logicalId } };
}
