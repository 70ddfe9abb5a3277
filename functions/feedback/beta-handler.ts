import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { answerBeta } from './reporter/answer-beta.ts';
import { answerRoute } from './reporter/answer-route.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const options = { allowedOrigins: readList('ALLOWED_ORIGINS'), log: createLogger('feedback-beta') };
const store = new DynamoFeedbackStore(createDynamoClient(), TABLE_NAME, systemNow);

/** POST /v1/feedback/{id}/beta: the reporter joins the beta testers, or leaves them. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = () => answerBeta(event, store);
  return answerRoute(event, 'POST /v1/feedback/{id}/beta', work, options);
}
