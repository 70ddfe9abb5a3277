import { FEEDBACK_STATUS_JS } from 'afterprod/widget/files';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { json } from '../shared/http.ts';
import { createLogger } from '../shared/logger.ts';
import { answerRoute } from './reporter/answer-route.ts';
import { ownFeedback } from './reporter/own-feedback.ts';
import { isForPage, statusPage } from './reporter/status-page.ts';
import { statusView } from './reporter/status-view.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const options = { allowedOrigins: readList('ALLOWED_ORIGINS'), log: createLogger('feedback-get') };
const store = new DynamoFeedbackStore(createDynamoClient(), TABLE_NAME, systemNow);

/** GET /v1/feedback/{id}: tells its reporter what has become of it, in a browser as a page. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = async () => {
    if (isForPage(event)) return statusPage(FEEDBACK_STATUS_JS);
    return json(200, statusView(await ownFeedback(event, store)));
  };
  return answerRoute(event, 'GET /v1/feedback/{id}', work, options);
}
