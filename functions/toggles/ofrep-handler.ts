import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { corsHeaders } from '../shared/cors.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { countExposures } from './exposures/count-exposures.ts';
import { DynamoExposureStore } from './exposures/dynamo-exposure-store.ts';
import { PUBLIC_RELEASE } from './exposures/exposure-store.ts';
import { answerOfrep } from './ofrep/ofrep-answer.ts';
import { createReaderMetrics } from './reader/reader-metrics.ts';
import { SnapshotKeeper } from './reader/snapshot-keeper.ts';
import { DynamoToggleReader } from './store/dynamo-toggle-reader.ts';

const log = createLogger('toggles-ofrep');
const { TABLE_NAME, EXPOSURES_TABLE_NAME, PROJECT, STAGE } = readEnvironment(
  'TABLE_NAME',
  'EXPOSURES_TABLE_NAME',
  'PROJECT',
  'STAGE',
);
const allowedOrigins = readList('ALLOWED_ORIGINS');
const clientKeyIds = readList('CLIENT_KEY_IDS');
const client = createDynamoClient();
const metrics = createReaderMetrics({ Project: PROJECT, Stage: STAGE }, systemNow);
const waitLimitMs = 2_000; // a cold start connects first; a browser gives up after ten seconds
const toggles = new SnapshotKeeper({
  store: new DynamoToggleReader(client, TABLE_NAME),
  now: systemNow,
  waitLimitMs,
  onFailure: (error) => log.warn('Toggles could not be read', error as Error),
  onStale: metrics.countStale,
});
const counted = {
  store: new DynamoExposureStore(client, EXPOSURES_TABLE_NAME, systemNow, Math.random()),
  now: systemNow,
  flushIntervalMs: 10_000,
  waitLimitMs,
  onFlush: metrics.countEvaluations,
  onFailure: (error: unknown) =>
    log.warn('Counts could not be stored, and are kept', error as Error),
};
// Who asks over HTTP does not say which release it is.
const exposures = {
  client: countExposures({ ...counted, release: 'unknown' }),
  public: countExposures({ ...counted, release: PUBLIC_RELEASE }),
};

/** POST /ofrep/v1/evaluate/flags and /ofrep/v1/evaluate/flags/{key}: what one user gets. */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  await toggles.refresh();
  const headers = corsHeaders(event, allowedOrigins, ['ETag', 'Retry-After']);
  const result = answerOfrep(event, {
    toggles,
    clientKeyIds,
    headers,
    log,
    onServed: (key, variant, caller) => exposures[caller].counter.count(key, variant),
  });
  await Promise.all([toggles.settle(), exposures.client.flush(), exposures.public.flush()]);
  return result;
}
