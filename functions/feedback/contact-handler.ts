import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { type AnswerMailDependencies, answerMail } from './reporter/answer-mail.ts';
import { answerRoute } from './reporter/answer-route.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const options = {
  allowedOrigins: readList('ALLOWED_ORIGINS'),
  log: createLogger('feedback-contact'),
};
const dependencies: AnswerMailDependencies = {
  store: new DynamoFeedbackStore(createDynamoClient(), TABLE_NAME, systemNow),
  now: systemNow,
};

/** POST /v1/feedback/{id}/contact: the reporter confirms mails, or stops them. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = () => answerMail(event, dependencies);
  return answerRoute(event, 'POST /v1/feedback/{id}/contact', work, options);
}
