import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Ledger } from '../../releases/ledger.ts';
import { isoTime, type NowMs } from '../../shared/clock.ts';
import { json } from '../../shared/http.ts';
import { readQuery } from '../../shared/query.ts';
import { requestAddress } from '../request-address.ts';
import { atomFeed } from './atom-feed.ts';
import { changesOf } from './changes-of.ts';

export interface ChangesDependencies {
  readonly ledger: () => Promise<Ledger>;
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
  { ledger, name, now }: ChangesDependencies,
): Promise<APIGatewayProxyResult> {
  const { format } = readQuery(event, query);
  const changes = changesOf(await ledger());
  if (format === 'json') return json(200, { changes }, CACHED);
  const self = `${requestAddress(event)}?format=atom`;
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/atom+xml; charset=utf-8', ...CACHED },
    body: atomFeed(changes, { name, self, now: isoTime(now()) }),
  };
}
