import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { maySoonSucceed } from '../../shared/dynamo.ts';
import type { HistoryEntry } from './change.ts';
import { toggleConflict } from './conflict.ts';
import { type Act, pendingEntries } from './kill-journal.ts';
import { noToggles } from './no-toggles.ts';
import { MAX_ACTS_MOVED, moveActs } from './save-transaction.ts';
import { entryOfItem, HEAD, type HeadItem, HISTORY, type HistoryItem } from './toggle-items.ts';
import type { ToggleTable } from './toggle-table.ts';
import { MAX_KILLS, tooManyKills } from './too-many-kills.ts';

/** Pauses before a kill is sent again: an edit's transaction holds the head for some ten milliseconds. */
const PAUSES_MS = [25, 50, 100, 200, 400];

/** Looked through for an act whose answer was lost a moment ago. */
const RECENT_ENTRIES = 50;

/** Writes a kill. */
export async function writeKill(
  table: ToggleTable,
  act: Omit<Act, 'id'>,
  ifKillVersion: number | undefined,
): Promise<HistoryEntry> {
  const { key, variant, who, why, at } = act;
  const id = randomUUID();
  const entry = await write(table, { id, ...act }, ifKillVersion, {
    set: 'priors.#act = if_not_exists(kills.#key, :none), kills.#key = :kill',
    // An answer may have been lost, and the SDK sends the same request again: it counts once.
    condition:
      'attribute_exists(pk) AND attribute_not_exists(priors.#act) AND NOT kills.#key.act = :act ' +
      'AND (attribute_exists(kills.#key) OR size(kills) < :maxKills)',
    values: {
      ':maxKills': MAX_KILLS,
      ':act': id,
      ':none': null,
      ':kill': { variant, who, why, at, act: id },
    },
  });
  if (entry) return entry;
  const head = await table.head();
  throw (head && tooManyKills(head.kills, key)) ?? noToggles();
}

/** Writes a restore; undefined where there is no kill. */
export function writeRestore(
  table: ToggleTable,
  act: Omit<Act, 'id'>,
  ifKillVersion: number | undefined,
): Promise<HistoryEntry | undefined> {
  return write(table, { id: randomUUID(), ...act }, ifKillVersion, {
    set: 'priors.#act = kills.#key REMOVE kills.#key',
    condition: 'attribute_exists(kills.#key)',
    values: {},
  });
}

interface ActWrite {
  readonly set: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, unknown>>;
}

async function write(
  table: ToggleTable,
  act: Act,
  ifKillVersion: number | undefined,
  { set, condition, values }: ActWrite,
): Promise<HistoryEntry | undefined> {
  const isExpected = ifKillVersion === undefined ? '' : ' AND killVersion = :killVersion';
  const update = {
    UpdateExpression: `SET acts = list_append(acts, :acts), ${set} ADD killVersion :one`,
    ConditionExpression: `${condition}${isExpected}`,
    ExpressionAttributeNames: { '#key': act.key, '#act': act.id },
    ExpressionAttributeValues: {
      ...values,
      ':acts': [act],
      ':one': 1,
      ...(isExpected && { ':killVersion': ifKillVersion }),
    },
  };
  try {
    const head = await persist(() => table.updateHead(update));
    const entry = pendingEntries(head, head).at(-1);
    await emptyJournal(table, head).catch(() => {}); // what stays is read from there, and moved by the next one
    return entry;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return findOrRefuse(table, act, ifKillVersion);
  }
}

/** A condition failed: because of the act itself, whose answer was lost, or because of somebody else's. */
async function findOrRefuse(table: ToggleTable, { id }: Act, ifKillVersion: number | undefined) {
  const head = await table.head();
  if (!head) return undefined;
  const pending = pendingEntries(head, head);
  const { Items = [] } = await table.query({
    KeyConditionExpression: 'pk = :history',
    ExpressionAttributeValues: { ':history': HISTORY },
    ScanIndexForward: false,
    Limit: RECENT_ENTRIES,
  });
  const own = (Items as HistoryItem[]).find(({ act }) => act === id);
  const entry = own ? entryOfItem(own) : pending[head.acts.findIndex((act) => act.id === id)];
  if (entry || ifKillVersion === undefined || ifKillVersion === head.killVersion) return entry;
  const recent = [...pending].reverse().concat((Items as HistoryItem[]).map(entryOfItem));
  throw toggleConflict(recent.find(({ kind }) => kind !== 'edit'));
}

/**
 * Moves the journal into the history, unless somebody was faster: then it is theirs.
 * A long one takes more than one time; the oldest go first, so that the order still gives the revisions of the others.
 */
export async function emptyJournal(table: ToggleTable, head: HeadItem): Promise<void> {
  const { docVersion, killVersion, acts, priors } = head;
  const kept = acts.slice(MAX_ACTS_MOVED);
  await table.transact([
    {
      Update: {
        TableName: table.name,
        Key: HEAD,
        UpdateExpression: 'SET acts = :kept, priors = :priors',
        ConditionExpression: 'docVersion = :docVersion AND killVersion = :killVersion',
        ExpressionAttributeValues: {
          ':docVersion': docVersion,
          ':killVersion': killVersion,
          ':kept': kept,
          ':priors': Object.fromEntries(kept.map(({ id }) => [id, priors[id] ?? null])),
        },
      },
    },
    ...moveActs(table.name, head),
  ]);
}

/** A kill has to get through while edits or throttling reject it for a moment. */
async function persist<T>(send: () => Promise<T>): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await send();
    } catch (error) {
      if (!maySoonSucceed(error)) throw error;
      await sleep(pauseMs);
    }
  }
  return send();
}
