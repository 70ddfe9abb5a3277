import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import type { ReleaseStore } from '../releases/release-store.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { lastKnown } from './last-known.ts';
import { answerRoute } from './reporter/answer-route.ts';
import { giveVerdict, type VerdictDependencies } from './reporter/give-verdict.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME, RELEASES_TABLE_NAME } = readEnvironment('TABLE_NAME', 'RELEASES_TABLE_NAME');
const log = createLogger('feedback-verdict');
const options = { allowedOrigins: readList('ALLOWED_ORIGINS'), log };
const client = createDynamoClient();
const releases: ReleaseStore = new DynamoReleaseStore(client, RELEASES_TABLE_NAME);

const dependencies: VerdictDependencies = {
  store: new DynamoFeedbackStore(client, TABLE_NAME, systemNow),
  currentRelease: lastKnown(
    async () => (await releases.current())?.releaseId,
    systemNow,
    (error) => log.warn('The current release is unknown', error as Error),
  ),
  now: systemNow,
};

/** POST /v1/feedback/{id}/verdict: the reporter says whether it is fixed. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = () => giveVerdict(event, dependencies);
  return answerRoute(event, 'POST /v1/feedback/{id}/verdict', work, options);
}
