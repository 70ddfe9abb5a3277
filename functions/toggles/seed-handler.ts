import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { systemNow } from '../shared/clock.ts';
import { respondTo } from '../shared/custom-resource.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { readEnvironment } from '../shared/environment.ts';
import { answerSeedRequest } from './edits/seed-request.ts';
import { DynamoToggleStore } from './store/dynamo-toggle-store.ts';

const { TABLE_NAME } = readEnvironment('TABLE_NAME');
const store = new DynamoToggleStore(createDynamoClient(), TABLE_NAME, systemNow);

/** Custom resource: creates the toggles of the settings that are missing. */
export function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  return respondTo(event, () => answerSeedRequest(store, event));
}
