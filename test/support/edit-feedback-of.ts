import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type Edit, editFeedback } from '../../functions/feedback/edits/edit-feedback.ts';
import { DynamoFeedbackStore } from '../../functions/feedback/store/dynamo-feedback-store.ts';
import type { Storefront } from './storefront.ts';

/** Edits feedback of a storefront as the team does: through the store, with the developer's keys. */
export async function editFeedbackOf(
  { cloud, tables }: Storefront,
  id: string,
  edit: Edit,
): Promise<void> {
  const { credentials, endpoint } = cloud;
  const client = new DynamoDBClient({ endpoint, credentials, region: cloud.cloud.region });
  try {
    const documents = DynamoDBDocumentClient.from(client, {
      marshallOptions: { removeUndefinedValues: true },
    });
    const now = () => cloud.clock.now();
    const store = new DynamoFeedbackStore(documents, tables['feedback'] ?? '', now);
    await editFeedback(store, id, edit);
  } finally {
    client.destroy();
  }
}
