import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { PATIENCE } from '../shared/patience.ts';
import { jitteredPause } from '../shared/pause.ts';
import { metricAge } from './bands/metric-age.ts';
import { sendWakes } from './deliveries/sqs-wakes.ts';
import { newSuffix } from './grouping/new-suffix.ts';
import { routeBatch } from './grouping/route-batch.ts';
import { readAlertsJson } from './read-alerts-json.ts';
import { DynamoAlertStore } from './store/dynamo-alert-store.ts';

const environment = readEnvironment('TABLE_NAME', 'DELIVERIES_URL', 'DEAD_LETTERS_URL');
const { DELIVERIES_URL, DEAD_LETTERS_URL: QueueUrl } = environment;
const log = createLogger('alerts-router');
const sqs = new SQSClient(PATIENCE);

const tools = {
  store: new DynamoAlertStore(createDynamoClient(), environment.TABLE_NAME),
  config: readAlertsJson(readFileSync(path.join(__dirname, 'alerts.json'), 'utf8')),
  now: systemNow,
  pause: jitteredPause,
  wake: (wakes: Parameters<typeof sendWakes>[2]) => sendWakes(sqs, DELIVERIES_URL, wakes),
  onLost: (error: unknown) => log.warn('Wake-ups were lost: the sweep wakes', error as Error),
  hasLearned: metricAge(new CloudWatchClient(PATIENCE), systemNow),
  onUnknown: (error: unknown) =>
    log.warn('Nobody knows whether a band has learned: its alarm counts', error as Error),
  newSuffix: () => newSuffix(randomInt),
  setAside: async (MessageBody: string, error: Error) => {
    log.error('Set aside what is no change of an alarm', error);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  },
  onFailure: (service: string, error: unknown) =>
    log.error('Changes of alarms could not be kept', { service, error }),
};

/** Changes of alarms, of SNS and EventBridge: makes alerts of them. What fails is given again. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await routeBatch(Records, tools);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}
