import { wasOvertaken } from '../../shared/dynamo.ts';
import type { Pause } from '../../shared/pause.ts';
import { Unavailable } from '../../shared/unavailable.ts';
import { betaKey } from './beta-key.ts';
import {
  CONTACT,
  type ContactItem,
  EVENT,
  type EventItem,
  type FeedbackItem,
  feedbackKey,
  type ItemKey,
  linkKey,
  mailKey,
  noticeKey,
  partitionOf,
  pendingKey,
  shippedKey,
  subjectKey,
} from './feedback-items.ts';
import type { FeedbackTable, Write } from './feedback-table.ts';

/** What DynamoDB takes in one transaction. */
const MAX_WRITES = 100;

/** Each attempt that is overtaken has lost to a change that got through. With the pauses between them, about two seconds. */
const ATTEMPTS = 12;

type AnyItem = ItemKey &
  Partial<FeedbackItem & ContactItem & EventItem> & { readonly release?: string };

/**
 * Deletes the partition of one feedback and what leads to it. Feedback itself goes with the last of it: when a crash
 * comes between, its reporter's secret is still there, and the same request finishes the work.
 */
export async function eraseFeedback(table: FeedbackTable, id: string, pause: Pause): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await eraseOnce(table, id);
    } catch (error) {
      if (!wasOvertaken(error)) throw error;
      if (attempt === ATTEMPTS) {
        throw new Unavailable('Others change it all the time', { cause: error });
      }
    }
    await pause(attempt);
  }
}

async function eraseOnce(table: FeedbackTable, id: string): Promise<void> {
  const items = await table.partition<AnyItem>(partitionOf(id));
  for (const writes of chunksOf(deletions(table, id, items))) await table.transact(writes);
}

function deletions(table: FeedbackTable, id: string, items: readonly AnyItem[]): readonly Write[] {
  const { sk } = feedbackKey(id);
  const feedback = items.find((item) => item.sk === sk);
  const others = items.filter((item) => item !== feedback);
  const leading = items.flatMap(({ subject, beta, ...event }) => [
    ...(subject === undefined ? [] : [subjectKey(subject, id)]),
    ...(beta === undefined ? [] : [betaKey(beta.targetingKey, id)]),
    ...leadingByEvent(id, event),
  ]);
  const unseen = feedback ? notesThatMayCome(id, items) : [];
  const rest = uniqueKeys([...leading, ...others, ...unseen]).map((key) =>
    key.sk === CONTACT ? deleteNamedAs(table, key, others) : table.deleteWrite(key),
  );
  return feedback ? [...rest, deleteUnchanged(table, feedback)] : rest;
}

/** Who tells the team or the reporter notes it beside the feedback, without changing it: since it was read, perhaps. */
function notesThatMayCome(id: string, items: readonly AnyItem[]): readonly ItemKey[] {
  const told = items.flatMap(({ sk }) => (sk.startsWith(EVENT) ? [sk.slice(EVENT.length)] : []));
  const mails = items.some(({ sk }) => sk === CONTACT) ? ['ASK', CONTACT, ...told] : [];
  return [noticeKey(id), ...mails.map((name) => mailKey({ id, name }))];
}

/** What waits for a release, and what a release has shipped, is found by other ways than its link. */
function leadingByEvent(id: string, { type, text, release }: AnyItem): readonly ItemKey[] {
  return [
    ...(type === 'link' && text !== undefined ? [linkKey(text, id), pendingKey(id)] : []),
    ...(type === 'status' && release !== undefined ? [shippedKey(release, id)] : []),
  ];
}

/** One link may have been made twice, and a transaction takes each item once. */
function uniqueKeys(keys: readonly ItemKey[]): readonly ItemKey[] {
  return [...new Map(keys.map((key) => [`${key.pk}\n${key.sk}`, key])).values()];
}

/** Whoever names it at this moment writes what leads to it: that would be left behind. */
function deleteNamedAs(
  table: FeedbackTable,
  { pk, sk }: ItemKey,
  items: readonly AnyItem[],
): Write {
  const subject = items.find((item) => item.sk === CONTACT)?.subject;
  return {
    Delete: {
      TableName: table.name,
      Key: { pk, sk },
      ...(subject === undefined
        ? { ConditionExpression: 'attribute_not_exists(subject)' }
        : {
            ConditionExpression: 'attribute_not_exists(pk) OR subject = :subject',
            ExpressionAttributeValues: { ':subject': subject },
          }),
    },
  };
}

/** A change since it was read has written an event that would be left behind. */
function deleteUnchanged(table: FeedbackTable, { pk, sk, revision }: AnyItem): Write {
  return {
    Delete: {
      TableName: table.name,
      Key: { pk, sk },
      ConditionExpression: 'attribute_not_exists(pk) OR revision = :revision',
      ExpressionAttributeValues: { ':revision': revision },
    },
  };
}

function chunksOf(writes: readonly Write[]): readonly (readonly Write[])[] {
  const count = Math.ceil(writes.length / MAX_WRITES);
  return Array.from({ length: count }, (_, index) =>
    writes.slice(index * MAX_WRITES, (index + 1) * MAX_WRITES),
  );
}
