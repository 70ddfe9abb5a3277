import { randomBytes, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import type { ReleaseStore } from '../releases/release-store.ts';
import { systemNow } from '../shared/clock.ts';
import { corsHeaders } from '../shared/cors.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { answer } from '../shared/http.ts';
import { createLogger } from '../shared/logger.ts';
import { DynamoChallengeStore } from './challenge/dynamo-challenge-store.ts';
import { inTime } from './in-time.ts';
import { lastKnown } from './last-known.ts';
import { type PostFeedbackDependencies, postFeedback } from './post-feedback.ts';
import { dynamoIntake } from './store/dynamo-intake.ts';

/** 256 bits, as those of a retry have. */
const SECRET_BYTES = 32;

const log = createLogger('feedback-post');
const environment = readEnvironment('PROJECT', 'STAGE', 'TABLE_NAME', 'RELEASES_TABLE_NAME');
const allowedOrigins = readList('ALLOWED_ORIGINS');
const client = createDynamoClient();
const challenges = new DynamoChallengeStore(client, environment.TABLE_NAME);
const releases: ReleaseStore = new DynamoReleaseStore(client, environment.RELEASES_TABLE_NAME);

const dependencies: PostFeedbackDependencies = {
  store: dynamoIntake(client, environment.TABLE_NAME, systemNow),
  challenge: lastKnown(
    inTime(() => challenges.read()),
    systemNow,
    (error) => log.warn('Whether posts need a solution is unknown: none does', error as Error),
  ),
  currentRelease: lastKnown(
    inTime(async () => (await releases.current())?.releaseId),
    systemNow,
    (error) => log.warn('The current release is unknown', error as Error),
  ),
  now: systemNow,
  newId: randomUUID,
  newSecret: () => randomBytes(SECRET_BYTES).toString('base64url'),
};

/** POST /v1/feedback: keeps what one visitor said. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const headers = corsHeaders(event, allowedOrigins, ['Retry-After']);
  return answer(event, () => postFeedback(event, dependencies), { headers, log });
}
