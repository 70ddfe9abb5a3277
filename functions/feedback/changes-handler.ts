import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient, dynamo } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { type ChangesDependencies, getChanges } from './changes/get-changes.ts';
import { answerRoute } from './reporter/answer-route.ts';

const environment = readEnvironment('PROJECT', 'STAGE', 'RELEASES_TABLE_NAME');
const options = {
  allowedOrigins: readList('ALLOWED_ORIGINS'),
  log: createLogger('feedback-changes'),
};
const releases = new DynamoReleaseStore(createDynamoClient(), environment.RELEASES_TABLE_NAME);

const dependencies: ChangesDependencies = {
  ledger: () => dynamo(releases.ledger()),
  name: `${environment.PROJECT} ${environment.STAGE}`,
  now: systemNow,
};

/** GET /v1/changes: what was shipped lately. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = () => getChanges(event, dependencies);
  return answerRoute(event, 'GET /v1/changes', work, options);
}
