import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoReleaseStore } from '../functions/releases/dynamo-release-store.ts';
import type { ReleaseStore } from '../functions/releases/release-store.ts';
import { documentsOver } from '../functions/shared/dynamo.ts';
import { DynamoToggleStore } from '../functions/toggles/dynamo-toggle-store.ts';
import type { ToggleStore } from '../functions/toggles/toggle-store.ts';
import type { Target } from './target.ts';

export function toggleStoreOf(target: Target): ToggleStore {
  return new DynamoToggleStore(documentsOf(target), `${target.prefix}toggles`, Date.now);
}

export function releaseStoreOf(target: Target): ReleaseStore {
  return new DynamoReleaseStore(documentsOf(target), `${target.prefix}releases`);
}

function documentsOf({ client }: Target): DynamoDBDocumentClient {
  return documentsOver(new DynamoDBClient(client));
}
