import {
  ConditionalCheckFailedException,
  type TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { wasOvertaken } from '../../shared/dynamo.ts';
import { Problem } from '../../shared/problem.ts';
import { challengeRequired } from '../challenge/challenge-required.ts';
import type { SpentSolution } from '../challenge/check-solution.ts';
import type { Feedback, Receipt } from '../feedback.ts';
import { type IdempotencyClaim, refuseOtherBody } from '../idempotency.ts';
import type { NewPost } from './feedback-intake.ts';
import { claimKey, contactItem, feedbackItem, type ItemKey } from './feedback-items.ts';
import { type Expiring, unexpired } from './feedback-lifetime.ts';
import type { FeedbackWriter, Write } from './feedback-writer.ts';
import { solutionItem } from './solution-item.ts';

/** Feedback on its way into the table. */
export interface Addition extends NewPost {
  readonly nowMs: number;
}

/** The item of a claimed key. It is there exactly when its feedback was kept. */
type KeyItem = ItemKey & Expiring & Receipt & { readonly bodyHash: string };

/** Ids are random: an item that is there already was written by a request whose answer got lost. */
const IS_NEW = 'attribute_not_exists(pk)';

/** Writes all of it or nothing; a single item needs no transaction, which costs twice as much. */
export async function addFeedback(table: FeedbackWriter, addition: Addition): Promise<Receipt> {
  const { feedback, contact, claim, spent, nowMs } = addition;
  const Item = feedbackItem(feedback);
  if (!contact && !claim && !spent) {
    await putOnce(table, Item);
    return receiptOf(feedback);
  }
  const writes: readonly Write[] = [
    ...(claim ? [claimWrite(table.name, claim, feedback, nowMs)] : []),
    ...(spent ? [spendWrite(table.name, spent)] : []),
    { Put: { TableName: table.name, Item, ConditionExpression: IS_NEW } },
    ...(contact ? [table.putWrite(contactItem(feedback, contact, nowMs))] : []),
  ];
  try {
    await table.transact(writes);
    return receiptOf(feedback);
  } catch (error) {
    if (!wasOvertaken(error)) throw error;
    return receiptOfFaster(table, addition, error);
  }
}

/** The receipt of the request that made a claim; rejects where that had another body. */
export async function receiptOfClaim(
  table: FeedbackWriter,
  claim: IdempotencyClaim,
  nowMs: number,
): Promise<Receipt | undefined> {
  const first = unexpired(await table.get<KeyItem>(claimKey(claim)), nowMs);
  if (first) refuseOtherBody(first, claim);
  return first && receiptOf(first);
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

/** What has been spent stays so until its challenge is over. */
function spendWrite(TableName: string, spent: SpentSolution): Write {
  return { Put: { TableName, Item: solutionItem(spent), ConditionExpression: IS_NEW } };
}

/** Another request under the same key was faster, or one with the same solution. */
async function receiptOfFaster(
  table: FeedbackWriter,
  { claim, spent, nowMs }: Addition,
  overtaken: TransactionCanceledException,
): Promise<Receipt> {
  const first = claim && (await receiptOfClaim(table, claim, nowMs));
  if (first) return first;
  const [ofFirstWrite] = overtaken.CancellationReasons ?? [];
  const isClaimed = claim && ofFirstWrite?.Code !== 'None';
  if (spent && !isClaimed) throw challengeRequired('used');
  if (claim) throw new Problem('in_flight', 'The first request with this key is still running');
  throw overtaken;
}

function receiptOf({ id, receivedAt }: Receipt): Receipt {
  return { id, receivedAt };
}
