import type { HistoryEntry } from './change.ts';
import { pendingEntries } from './kill-journal.ts';
import { entryOfItem, HISTORY, type HistoryItem, historyKey } from './toggle-items.ts';
import type { HistoryQuery } from './toggle-store.ts';
import type { ToggleTable } from './toggle-table.ts';

/** A page is 1 MB, 3,000 entries or so: whoever asks for one toggle does not read on for ever. */
const MAX_PAGES = 20;

/** The history of a table, with what still waits in the journal of its head. */
export async function readHistory(
  table: ToggleTable,
  query: HistoryQuery,
): Promise<readonly HistoryEntry[]> {
  const { limit, key, before = Number.POSITIVE_INFINITY } = query;
  // The head first: what leaves the journal afterwards is found in the history, here twice rather than never.
  const head = await table.head();
  if (!head || limit < 1) return [];
  const pending = pendingEntries(head, head).filter(
    ({ revision, keys }) => revision < before && (key === undefined || keys.includes(key)),
  );
  const stored = await readStored(table, query);
  const byRevision = new Map([...stored, ...pending].map((entry) => [entry.revision, entry]));
  return [...byRevision.values()].sort((a, b) => b.revision - a.revision).slice(0, limit);
}

async function readStored(table: ToggleTable, query: HistoryQuery): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let start: Record<string, unknown> | undefined;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const answer = await table.query({ ...queryOf(query), ExclusiveStartKey: start });
    entries.push(...(answer.Items ?? []).map((item) => entryOfItem(item as HistoryItem)));
    start = answer.LastEvaluatedKey;
    if (!start || entries.length >= query.limit) break;
  }
  return entries;
}

function queryOf({ limit, key, before }: HistoryQuery) {
  return {
    ScanIndexForward: false,
    KeyConditionExpression: `pk = :history${before === undefined ? '' : ' AND sk < :before'}`,
    ...(key === undefined
      ? { Limit: limit }
      : {
          FilterExpression: 'contains(#keys, :key)',
          ExpressionAttributeNames: { '#keys': 'keys' },
        }),
    ExpressionAttributeValues: {
      ':history': HISTORY,
      ...(before !== undefined && { ':before': historyKey(before).sk }),
      ...(key !== undefined && { ':key': key }),
    },
  };
}
