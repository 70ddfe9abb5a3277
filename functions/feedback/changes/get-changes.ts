import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Ledger } from '../../releases/ledger.ts';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { json } from '../../shared/http.ts';
import { readQuery } from '../../shared/query.ts';
import { requestAddress } from '../request-address.ts';
import { atomFeed } from './atom-feed.ts';
import { type Change, changesOf } from './changes-of.ts';
import type { CountFixed } from './fixed-counts.ts';

export interface ChangesDependencies {
  readonly ledger: () => Promise<Ledger>;
  readonly countFixed: CountFixed;
  /** Of project and stage. */
  readonly name: string;
  readonly now: NowMs;
}

const query = z.strictObject({ format: z._default(z.enum(['json', 'atom']), 'json') });

/** For feed readers and pages that ask often; a rollback shows within a minute. */
const CACHED = { 'cache-control': 'public, max-age=60' };

/** Tells what was shipped lately, for programs or for feed readers. */
export async function getChanges(
  event: APIGatewayProxyEvent,
  { ledger, countFixed, name, now }: ChangesDependencies,
): Promise<APIGatewayProxyResult> {
  const { format } = readQuery(event, query);
  const changes = await Promise.all(
    changesOf(await ledger()).map((each) => withCount(each, countFixed)),
  );
  if (format === 'json') return json(200, { changes }, CACHED);
  const self = `${requestAddress(event)}?format=atom`;
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', ...CACHED },
    body: atomFeed(changes, { name, self, now: isoTime(now()) }),
  };
}

async function withCount(change: Change, countFixed: CountFixed): Promise<Change> {
  const fixed = await countFixed(change.release);
  return { ...change, ...(fixed !== undefined && { fixed }) };
}
