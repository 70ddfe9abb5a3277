import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { wasOvertaken } from '../../shared/dynamo.ts';
import { Problem } from '../../shared/problem.ts';
import type { Contact } from '../contact.ts';
import type { Feedback, Receipt } from '../feedback.ts';
import type { IdempotencyClaim } from '../idempotency.ts';
import { claimKey, contactItem, feedbackItem, type ItemKey } from './feedback-items.ts';
import type { Expiring } from './feedback-lifetime.ts';
import type { FeedbackWriter, Write } from './feedback-writer.ts';

/** Feedback on its way into the table. */
export interface Addition {
  readonly feedback: Feedback;
  readonly contact: Contact | undefined;
  readonly claim: IdempotencyClaim | undefined;
  readonly nowMs: number;
}

/** The item of a claimed key. It is there exactly when its feedback was kept. */
type KeyItem = ItemKey & Expiring & Receipt & { readonly bodyHash: string };

/** Ids are random: an item that is there already was written by a request whose answer got lost. */
const IS_NEW = 'attribute_not_exists(pk)';

/** Writes all of it or nothing; a single item needs no transaction, which costs twice as much. */
export async function addFeedback(table: FeedbackWriter, addition: Addition): Promise<Receipt> {
  const { feedback, contact, claim, nowMs } = addition;
  const Item = feedbackItem(feedback);
  if (!contact && !claim) {
    await putOnce(table, Item);
    return receiptOf(feedback);
  }
  const writes: readonly Write[] = [
    { Put: { TableName: table.name, Item, ConditionExpression: IS_NEW } },
    ...(contact ? [table.putWrite(contactItem(feedback, contact, nowMs))] : []),
    ...(claim ? [claimWrite(table.name, claim, feedback, nowMs)] : []),
  ];
  try {
    await table.transact(writes);
    return receiptOf(feedback);
  } catch (error) {
    if (claim && wasOvertaken(error)) return receiptOfFirst(table, claim);
    throw error;
  }
}

async function putOnce(table: FeedbackWriter, Item: ItemKey): Promise<void> {
  try {
    await table.put({ Item, ConditionExpression: IS_NEW });
  } catch (error) {
    // The SDK's second attempt, after triage perhaps: what stands there must not be undone.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/** Free when it is new, or when its time is over and TTL has not deleted it yet. */
function claimWrite(
  TableName: string,
  claim: IdempotencyClaim,
  feedback: Feedback,
  nowMs: number,
): Write {
  const { bodyHash, expiresAtEpochSeconds } = claim;
  const Item: KeyItem = {
    ...claimKey(claim),
    ...receiptOf(feedback),
    bodyHash,
    expiresAtEpochSeconds,
  };
  return {
    Put: {
      TableName,
      Item,
      ConditionExpression: `${IS_NEW} OR expiresAtEpochSeconds <= :now`,
      ExpressionAttributeValues: { ':now': Math.floor(nowMs / 1000) },
    },
  };
}

async function receiptOfFirst(table: FeedbackWriter, claim: IdempotencyClaim): Promise<Receipt> {
  const first = await table.get<KeyItem>(claimKey(claim));
  if (!first) throw new Problem('in_flight', 'The first request with this key is still running');
  if (first.bodyHash !== claim.bodyHash) {
    throw new Problem('idempotency_key_reused', 'Use a new Idempotency-Key for another body');
  }
  return receiptOf(first);
}

function receiptOf({ id, receivedAt }: Receipt): Receipt {
  return { id, receivedAt };
}
