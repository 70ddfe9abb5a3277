import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { answerRoute } from './reporter/answer-route.ts';
import { eraseOwn } from './reporter/erase-own.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const options = {
  allowedOrigins: readList('ALLOWED_ORIGINS'),
  log: createLogger('feedback-delete'),
};
const store = new DynamoFeedbackStore(createDynamoClient(), TABLE_NAME, systemNow);

/** DELETE /v1/feedback/{id}: erases it, for its reporter. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  return answerRoute(event, 'DELETE /v1/feedback/{id}', () => eraseOwn(event, store), options);
}
