import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { PATIENCE } from '../shared/patience.ts';
import { DynamoExposureStore } from './exposures/dynamo-exposure-store.ts';
import { staleEvidence } from './stale/stale-evidence.ts';
import { staleNotice } from './stale/stale-notice.ts';
import { staleToggles } from './stale/stale-toggles.ts';
import { DynamoToggleStore } from './store/dynamo-toggle-store.ts';

const { PROJECT, STAGE, TABLE_NAME, EXPOSURES_TABLE_NAME, INFO_TOPIC_ARN } = readEnvironment(
  'PROJECT',
  'STAGE',
  'TABLE_NAME',
  'EXPOSURES_TABLE_NAME',
  'INFO_TOPIC_ARN',
);
const log = createLogger('toggles-stale-report');
const sns = new SNSClient(PATIENCE);
const documents = createDynamoClient();
const sources = {
  toggles: new DynamoToggleStore(documents, TABLE_NAME, systemNow),
  exposures: new DynamoExposureStore(documents, EXPOSURES_TABLE_NAME, systemNow),
};

/** The schedule's tick: tells the team which toggles can go, if any. */
export async function handler(): Promise<void> {
  const nowMs = systemNow();
  const evidence = await staleEvidence(sources, nowMs);
  const stale = staleToggles(evidence, nowMs);
  log.info('Looked for stale toggles', { found: stale.length, isCounting: !!evidence.served });
  const notice = staleNotice(stale, PROJECT, STAGE);
  if (!notice) return;
  await sns.send(
    new PublishCommand({
      TopicArn: INFO_TOPIC_ARN,
      Subject: notice.subject,
      Message: notice.message,
      MessageAttributes: { noun: { DataType: 'String', StringValue: 'toggles' } },
    }),
  );
}
