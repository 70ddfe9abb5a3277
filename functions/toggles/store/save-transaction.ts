import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Edit } from '../edits/edit.ts';
import type { Change } from './change.ts';
import { pendingEntries } from './kill-journal.ts';
import { killsAfter, killsToTell } from './kills-after.ts';
import type { PackedDocument } from './packed-document.ts';
import { DOC, HEAD, type HeadItem, historyKey, REMOVED, versionKey } from './toggle-items.ts';

export type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** DynamoDB takes 100 items in a transaction; an edit needs five for itself. */
export const MAX_ACTS_MOVED = 90;

export interface Save {
  readonly edit: Edit;
  readonly change: Change;
  readonly packed: PackedDocument;
  /** As it was read: the transaction fails when it has changed. Undefined before the first edit. */
  readonly head: HeadItem | undefined;
}

/** Everything that an edit writes, or nothing of it. */
export function saveTransaction(tableName: string, save: Save): Write[] {
  const { edit, change, packed, head } = save;
  const docVersion = (head?.docVersion ?? 0) + 1;
  const revision = docVersion + (head?.killVersion ?? 0);
  const { keys, undoes, isSeed, isMembership } = edit;
  const segments = segmentsOf(edit);
  const { ended, revived } = killsAfter(head?.kills ?? {}, edit);
  const told = { endedKills: killsToTell(ended), revivedKills: killsToTell(revived) };
  const marks = { segments, undoes, isSeed, isMembership, ...told };
  const entry = { docVersion, kind: 'edit', keys, ...change, ...marks } as const;
  const version = { ...versionKey(docVersion), docVersion, revision, ...change, ...packed };
  return [
    { Update: { TableName: tableName, Key: HEAD, ...headUpdate(save) } },
    { Put: { TableName: tableName, Item: { ...DOC, docVersion, ...packed } } },
    once(tableName, version),
    once(tableName, { ...historyKey(revision), revision, ...entry }),
    ...(head ? moveActs(tableName, head) : []),
    ...noteRemoved(tableName, edit),
  ];
}

/** Most edits change none, and store nothing. */
function segmentsOf({ segments = [] }: Edit): readonly string[] | undefined {
  return segments.length > 0 ? segments : undefined;
}

/** The oldest acts of the journal on their way into the history. Written twice they are the same. */
export function moveActs(tableName: string, head: HeadItem): Write[] {
  return pendingEntries(head, head)
    .slice(0, MAX_ACTS_MOVED)
    .map((entry, index) => {
      const act = head.acts[index]?.id;
      return {
        Put: { TableName: tableName, Item: { ...historyKey(entry.revision), ...entry, act } },
      };
    });
}

/** What is in the history stays as it is. */
function once(TableName: string, Item: Record<string, unknown>): Write {
  return { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } };
}

function noteRemoved(tableName: string, { document, keys }: Edit): Write[] {
  const removed = keys.filter((key) => !Object.hasOwn(document.flags, key));
  if (removed.length === 0) return [];
  return [
    {
      Update: {
        TableName: tableName,
        Key: REMOVED,
        UpdateExpression: 'ADD #keys :removed',
        ExpressionAttributeNames: { '#keys': 'keys' },
        ExpressionAttributeValues: { ':removed': new Set(removed) },
      },
    },
  ];
}

/** Nobody's kill is overwritten: the condition has the `killVersion` of the kills that were read. */
function headUpdate({ edit, change, head }: Omit<Save, 'packed'>) {
  const { who, why, at, summary } = change;
  return {
    UpdateExpression:
      'SET docVersion = :next, who = :who, why = :why, #at = :at, summary = :summary, ' +
      'acts = :noActs, priors = :none, kills = :kills, killVersion = :killVersion',
    ConditionExpression: head
      ? 'docVersion = :docVersion AND killVersion = :killVersion'
      : 'attribute_not_exists(pk)',
    ExpressionAttributeNames: { '#at': 'at' },
    ExpressionAttributeValues: {
      ':next': (head?.docVersion ?? 0) + 1,
      ':who': who,
      ':why': why,
      ':at': at,
      ':summary': summary,
      ':noActs': [],
      ':none': {},
      ':kills': killsAfter(head?.kills ?? {}, edit).kills,
      ':killVersion': head?.killVersion ?? 0,
      ...(head && { ':docVersion': head.docVersion }),
    },
  };
}
