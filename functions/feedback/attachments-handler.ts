import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment, readList } from '../shared/environment.ts';
import { createLogger } from '../shared/logger.ts';
import { askForUpload, type UploadDependencies } from './attachments/ask-for-upload.ts';
import { s3UploadForms } from './attachments/s3-upload-forms.ts';
import { answerRoute } from './reporter/answer-route.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';

const { TABLE_NAME, BUCKET_NAME, UPLOAD_URL } = readEnvironment(
  'TABLE_NAME',
  'BUCKET_NAME',
  'UPLOAD_URL',
);
const options = {
  allowedOrigins: readList('ALLOWED_ORIGINS'),
  log: createLogger('feedback-attachments'),
};
const client = createDynamoClient();

const dependencies: UploadDependencies = {
  store: new DynamoFeedbackStore(client, TABLE_NAME, systemNow),
  sign: s3UploadForms(client.config, UPLOAD_URL),
  bucket: BUCKET_NAME,
  now: systemNow,
  newId: randomUUID,
};

/** POST /v1/feedback/{id}/attachments: a form to send one picture with. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const work = () => askForUpload(event, dependencies);
  return answerRoute(event, 'POST /v1/feedback/{id}/attachments', work, options);
}
