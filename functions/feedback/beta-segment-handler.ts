import type { DynamoDBStreamEvent } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { DynamoToggleStore } from '../toggles/store/dynamo-toggle-store.ts';
import { betaChangeOf } from './beta/beta-change.ts';
import { DynamoBetaClaims } from './beta/dynamo-beta-claims.ts';
import { type SettleBetaDependencies, settleBeta } from './beta/settle-beta.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME, TOGGLES_TABLE_NAME } = readEnvironment('TABLE_NAME', 'TOGGLES_TABLE_NAME');
const log = createLogger('feedback-beta-segment');
const client = createDynamoClient();

const dependencies: SettleBetaDependencies = {
  feedback: new DynamoFeedbackStore(client, TABLE_NAME, systemNow),
  claims: new DynamoBetaClaims(client, TABLE_NAME, systemNow),
  toggles: new DynamoToggleStore(client, TOGGLES_TABLE_NAME, systemNow),
};

/** Stream of the feedback table: lets beta testers into the segment `beta`, and out of it. What fails is tried again as a whole. */
export async function handler(event: DynamoDBStreamEvent): Promise<void> {
  const changes = event.Records.flatMap((record) => betaChangeOf(record) ?? []);
  if (changes.length === 0) return;
  const settled = await settleBeta(changes, dependencies);
  log.info('Settled who is a beta tester', { ...settled });
}
