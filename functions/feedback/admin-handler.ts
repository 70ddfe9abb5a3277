import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { answer } from '../shared/http.ts';
import { createLogger } from '../shared/logger.ts';
import { createSecretsClient, secretKey } from '../shared/secret-key.ts';
import { DynamoExposureStore } from '../toggles/exposures/dynamo-exposure-store.ts';
import { answerAdmin } from './admin/admin.ts';
import type { AdminDependencies } from './admin/admin-dependencies.ts';
import { DynamoFeedbackCounts } from './statistics/dynamo-feedback-counts.ts';
import { DynamoContactPages } from './store/dynamo-contact-pages.ts';
import { DynamoFeedbackStore } from './store/dynamo-feedback-store.ts';
import { subjectOf } from './subjects/subject-of.ts';
import { DynamoTriageStore } from './triage/dynamo-triage-store.ts';

const log = createLogger('feedback-admin');
const { TABLE_NAME, EXPOSURES_TABLE_NAME, KEY_SECRET_ARN } = readEnvironment(
  'TABLE_NAME',
  'EXPOSURES_TABLE_NAME',
  'KEY_SECRET_ARN',
);
const client = createDynamoClient();
const key = secretKey(createSecretsClient(), KEY_SECRET_ARN, systemNow);

const dependencies: AdminDependencies = {
  store: new DynamoFeedbackStore(client, TABLE_NAME, systemNow),
  topics: new DynamoTriageStore(client, TABLE_NAME, systemNow),
  subjectOf: async (email) => subjectOf(await key(), email),
  contacts: new DynamoContactPages(client, TABLE_NAME),
  counts: new DynamoFeedbackCounts(client, TABLE_NAME, systemNow),
  exposures: new DynamoExposureStore(client, EXPOSURES_TABLE_NAME, systemNow),
  now: systemNow,
};

/** The admin API: the team's work with feedback, for callers whom IAM lets in. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  return answer(event, () => answerAdmin(event, dependencies), { log });
}
