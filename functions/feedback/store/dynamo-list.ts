import {
  type FeedbackItem,
  feedbackKey,
  feedbackOf,
  releaseKey,
  statusKey,
} from './feedback-items.ts';
import { unexpired } from './feedback-lifetime.ts';
import type { FeedbackPage, FeedbackQuery } from './feedback-store.ts';
import type { FeedbackTable } from './feedback-table.ts';

/** One page of an index. What was written in the last moments may be missing: indexes follow the table. */
export async function listFeedback(
  table: FeedbackTable,
  query: FeedbackQuery,
  nowMs: number,
): Promise<FeedbackPage> {
  const [index, value] =
    'status' in query
      ? (['byStatus', statusKey(query.status)] as const)
      : (['byRelease', releaseKey(query.release)] as const);
  const { Items = [], LastEvaluatedKey } = await table.query({
    IndexName: index,
    KeyConditionExpression: '#index = :value',
    ExpressionAttributeNames: { '#index': index },
    ExpressionAttributeValues: { ':value': value },
    ScanIndexForward: false,
    Limit: query.limit,
    ...(query.after !== undefined && {
      ExclusiveStartKey: { ...keyOfTime(query.after), [index]: value, byTime: query.after },
    }),
  });
  const next: unknown = LastEvaluatedKey?.['byTime'];
  return {
    items: (Items as FeedbackItem[]).filter((item) => unexpired(item, nowMs)).map(feedbackOf),
    ...(typeof next === 'string' && { next }),
  };
}

/** An item's place in an index holds its id: `<receivedAt>#<id>`. */
function keyOfTime(byTime: string) {
  return feedbackKey(byTime.slice(byTime.indexOf('#') + 1));
}
