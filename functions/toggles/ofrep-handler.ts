import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { corsHeaders } from '../shared/cors.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { DynamoToggleStore } from './dynamo-toggle-store.ts';
import { answerOfrep } from './ofrep-answer.ts';
import { createReaderMetrics } from './reader-metrics.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';

const log = createLogger('toggles-ofrep');
const { TABLE_NAME, PROJECT, STAGE } = readEnvironment('TABLE_NAME', 'PROJECT', 'STAGE');
const allowedOrigins = readList('ALLOWED_ORIGINS');
const clientKeyIds = readList('CLIENT_KEY_IDS');
const toggles = new SnapshotKeeper({
  store: new DynamoToggleStore(createDynamoClient(), TABLE_NAME, systemNow),
  now: systemNow,
  waitLimitMs: 2_000, // a cold start connects first; a browser gives up after ten seconds
  onFailure: (error) => log.warn('Toggles could not be read', error as Error),
  onStale: createReaderMetrics({ Project: PROJECT, Stage: STAGE }, systemNow).countStale,
});

/** POST /ofrep/v1/evaluate/flags and /ofrep/v1/evaluate/flags/{key}: what one user gets. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  await toggles.refresh();
  const headers = corsHeaders(event, allowedOrigins, ['ETag', 'Retry-After']);
  const result = answerOfrep(event, { toggles, clientKeyIds, headers, log });
  await toggles.settle();
  return result;
}
