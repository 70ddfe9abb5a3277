import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { emitMetrics } from '../shared/metrics.ts';
import { PATIENCE } from '../shared/patience.ts';
import { DynamoExposureStore } from './exposures/dynamo-exposure-store.ts';
import { revisionMetric } from './revision-metric.ts';
import { watchCloudWatch } from './rollouts/cloudwatch-guard-alarms.ts';
import { DynamoRolloutStore } from './rollouts/dynamo-rollout-store.ts';
import type { Rollout } from './rollouts/rollout.ts';
import { rolloutNotice } from './rollouts/rollout-notice.ts';
import type { RolloutTools } from './rollouts/run-rollout.ts';
import { runRollouts } from './rollouts/run-rollouts.ts';
import { DynamoToggleStore } from './store/dynamo-toggle-store.ts';

const environment = readEnvironment(
  'PROJECT',
  'STAGE',
  'TABLE_NAME',
  'EXPOSURES_TABLE_NAME',
  'INFO_TOPIC_ARN',
  'TICKET_TOPIC_ARN',
);
const { PROJECT, STAGE, TABLE_NAME } = environment;
const TOPICS = { info: environment.INFO_TOPIC_ARN, ticket: environment.TICKET_TOPIC_ARN };

const log = createLogger('toggles-rollout');
const sns = new SNSClient(PATIENCE);
const documents = createDynamoClient();

const tools: RolloutTools = {
  rollouts: new DynamoRolloutStore(documents, TABLE_NAME),
  toggles: new DynamoToggleStore(documents, TABLE_NAME, systemNow),
  exposures: new DynamoExposureStore(documents, environment.EXPOSURES_TABLE_NAME, systemNow),
  watchAlarms: watchCloudWatch(new CloudWatchClient(PATIENCE), `${PROJECT}-${STAGE}-`, systemNow),
  tell,
  note: ({ key, state, step }, reason) =>
    log.info('Looked at a rollout', { toggle: key, state, step, reason }),
  nowMs: systemNow,
};

/** The schedule's tick: takes each guarded rollout at most one step on, and says where the toggles stand. */
export async function handler(_tick: unknown, { awsRequestId }: Context): Promise<void> {
  await runRollouts(awsRequestId, tools, ({ key }, error) =>
    log.error('A rollout could not be looked at', { toggle: key, error }),
  );
  const head = await tools.toggles.readHead(); // after its own changes
  emitMetrics(systemNow(), { Project: PROJECT, Stage: STAGE }, { ...revisionMetric(head) });
}

async function tell(rollout: Rollout): Promise<void> {
  const { severity, subject, message } = rolloutNotice(rollout, PROJECT, STAGE);
  await sns.send(
    new PublishCommand({
      TopicArn: TOPICS[severity],
      Subject: subject,
      Message: message,
      MessageAttributes: { noun: { DataType: 'String', StringValue: 'toggles' } },
    }),
  );
}
