import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { answer } from '../shared/http.ts';
import { createLogger } from '../shared/logger.ts';
import { answerRoute } from '../shared/routes.ts';
import { createSecretsClient, secretKey } from '../shared/secret-key.ts';
import type { HeartbeatEnvironment } from './heartbeats/environment.ts';
import { type PostBeatDependencies, postBeat } from './heartbeats/post-beat.ts';
import { DynamoBeatStore } from './store/dynamo-beat-store.ts';

const environment: HeartbeatEnvironment = readEnvironment('TABLE_NAME', 'KEY_SECRET_ARN');
const log = createLogger('probes-heartbeats');

const dependencies: PostBeatDependencies = {
  store: new DynamoBeatStore(createDynamoClient(), environment.TABLE_NAME, systemNow),
  secret: secretKey(createSecretsClient(), environment.KEY_SECRET_ARN, systemNow),
  now: systemNow,
};

/** GET is refused: who scans links would beat for a job that is dead. */
const ROUTES = { 'POST /v1/heartbeats/{key}': postBeat };

/** POST /v1/heartbeats/{key}: a job tells that it has run. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  return answer(event, () => answerRoute(event, ROUTES, dependencies), { log });
}
