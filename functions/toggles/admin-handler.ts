import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { answer } from '../shared/http.ts';
import { createLogger } from '../shared/logger.ts';
import { answerAdmin } from './admin/admin.ts';
import { DynamoToggleStore } from './store/dynamo-toggle-store.ts';

const log = createLogger('toggles-admin');
const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const store = new DynamoToggleStore(createDynamoClient(), TABLE_NAME, systemNow);

/** The admin API: reads and changes toggles for callers whom IAM lets in. */
export function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  return answer(event, () => answerAdmin(event, { store, now: systemNow }), { log });
}
