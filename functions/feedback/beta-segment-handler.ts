import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { DynamoToggleStore } from '../toggles/store/dynamo-toggle-store.ts';
import { DynamoBetaClaims } from './beta/dynamo-beta-claims.ts';
import { type SettleTasksDependencies, settleTasks } from './beta/settle-tasks.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME, TOGGLES_TABLE_NAME } = readEnvironment('TABLE_NAME', 'TOGGLES_TABLE_NAME');
const log = createLogger('feedback-beta-segment');
const client = createDynamoClient();

const dependencies: SettleTasksDependencies = {
  feedback: new DynamoFeedbackStore(client, TABLE_NAME, systemNow),
  claims: new DynamoBetaClaims(client, TABLE_NAME, systemNow),
  toggles: new DynamoToggleStore(client, TOGGLES_TABLE_NAME, systemNow),
  onSettled: (settled) => log.info('Settled who is a beta tester', { ...settled }),
  onFailure,
};

/** Tasks of the dispatcher: lets beta testers into the segment `beta`, and out of it. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failed = await settleTasks(Records, dependencies);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

/** Not the error itself: nobody knows what its message quotes. */
function onFailure(error: unknown): void {
  const { name } = error instanceof Error ? error : new Error();
  log.error('Not settled who is a beta tester', { name });
}
