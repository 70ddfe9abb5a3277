import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { parseWith } from '../../shared/parse-with.ts';
import { Problem } from '../../shared/problem.ts';
import { readQuery } from '../../shared/query.ts';
import { takeWithin } from '../../shared/take-within.ts';
import { diffDocuments, diffSegments } from '../edits/diff-documents.ts';
import type { HistoryEntry } from '../store/change.ts';
import type { ToggleStore } from '../store/toggle-store.ts';
import { EMPTY_DOCUMENT } from '../toggle-document.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { historyQuery, noQuery, revisionText } from './admin-forms.ts';

type Answer = Promise<APIGatewayProxyResult>;

/** GET /v1/history: newest first. `next` is the `before` of the next page. */
export async function listHistory(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  const { limit, key, before } = readQuery(event, historyQuery);
  const found = await store.history({ limit, ...(key && { key }), ...(before && { before }) });
  const entries = takeWithin(found);
  const isWhole = entries.length === found.length && found.length < limit;
  return json(200, { entries, ...(!isWhole && { next: entries.at(-1)?.revision }) });
}

/** GET /v1/history/{revision}: with what each changed toggle and segment was before and after. */
export async function showRevision(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  readQuery(event, noQuery);
  const sent = event.pathParameters?.revision;
  const revision = parseWith(revisionText, sent, 'malformed_request');
  const [entry] = await store.history({ limit: 1, before: revision + 1 });
  if (entry?.revision !== revision) {
    throw new Problem(
      'not_found',
      'The history has no such revision: GET /v1/history has the latest',
    );
  }
  return json(200, { ...entry, ...(await differencesOf(entry, store)) });
}

/** A kill and a restore change no document: their entry says it all. */
async function differencesOf({ kind, docVersion }: HistoryEntry, store: ToggleStore) {
  if (kind !== 'edit') return {};
  const before = (await store.readVersion(docVersion - 1)) ?? EMPTY_DOCUMENT;
  const after = (await store.readVersion(docVersion)) ?? EMPTY_DOCUMENT;
  const all = [
    ...diffDocuments(before, after).map((change) => ({ kind: 'toggle' as const, ...change })),
    ...diffSegments(before, after).map((change) => ({ kind: 'segment' as const, ...change })),
  ];
  const changes = takeWithin(all);
  return { changes, ...(changes.length < all.length && { omitted: all.length - changes.length }) };
}
