import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient, dynamo } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { fixedCounts } from './changes/fixed-counts.ts';
import { type ChangesDependencies, getChanges } from './changes/get-changes.ts';
import { answerRoute } from './reporter/answer-route.ts';

const environment = readEnvironment('PROJECT', 'STAGE', 'TABLE_NAME', 'RELEASES_TABLE_NAME');
const log = createLogger('feedback-changes');
const options = { allowedOrigins: readList('ALLOWED_ORIGINS'), log };
const client = createDynamoClient();
const releases = new DynamoReleaseStore(client, environment.RELEASES_TABLE_NAME);

const dependencies: ChangesDependencies = {
  ledger: () => dynamo(releases.ledger()),
  countFixed: fixedCounts({
    client,
    tableName: environment.TABLE_NAME,
    now: systemNow,
    onFailure: (error) => log.warn('What a release has fixed is unknown', error as Error),
  }),
  name: `${environment.PROJECT} ${environment.STAGE}`,
  now: systemNow,
};

/** GET /v1/changes: what was shipped lately. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = () => getChanges(event, dependencies);
  return answerRoute(event, 'GET /v1/changes', work, options);
}
