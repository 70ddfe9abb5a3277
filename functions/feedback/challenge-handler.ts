import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { json } from '../shared/http.ts';
import { createLogger } from '../shared/logger.ts';
import { DynamoChallengeStore } from './challenge/dynamo-challenge-store.ts';
import { giveChallenge } from './challenge/give-challenge.ts';
import { answerRoute } from './reporter/answer-route.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const options = {
  allowedOrigins: readList('ALLOWED_ORIGINS'),
  log: createLogger('feedback-challenge'),
};
const store = new DynamoChallengeStore(createDynamoClient(), TABLE_NAME);

/** GET /v1/challenge: a small task, whose solution lets a post in while there are many. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = async () => json(200, await giveChallenge({ store, now: systemNow, randomBytes }));
  return answerRoute(event, 'GET /v1/challenge', work, options);
}
