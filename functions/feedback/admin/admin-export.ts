import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { readQuery } from '../../shared/query.ts';
import { takeWithin } from '../../shared/take-within.ts';
import { type ExportFormat, exportHead, exportRow } from '../export/export-rows.ts';
import { cursorOf } from '../listing/cursor.ts';
import { listFeedback } from '../listing/list-feedback.ts';
import { placeOf } from '../listing/newest-first.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { exportQuery } from './admin-forms.ts';
import { listingOf } from './admin-listing.ts';

/** Rows of one answer, beside the 2 MB that it may have. */
const MAX_ROWS = 500;

const CONTENT_TYPES: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv; charset=utf-8',
};

/**
 * GET /v1/export: a page of rows, the newest first. Where there are more, the header `Afterprod-Next` has the `cursor` of
 * the next page; only the first page of a CSV has the names of the columns, so that pages can be put together.
 */
export async function exportPage(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Promise<APIGatewayProxyResult> {
  const { format, ...filter } = readQuery(event, exportQuery);
  const listing = listingOf({ ...filter, limit: MAX_ROWS });
  const page = await listFeedback(store, listing);
  const rows = takeWithin(page.items.map((item) => exportRow(item, format)));
  const last = page.items[rows.length - 1];
  const next = rows.length < page.items.length && last ? placeOf(last) : page.next;
  return {
    statusCode: 200,
    headers: {
      'content-type': CONTENT_TYPES[format],
      'cache-control': 'no-store',
      ...(next !== undefined && { 'afterprod-next': cursorOf(next) }),
    },
    body: (listing.after === undefined ? exportHead(format) : '') + rows.join(''),
  };
}
