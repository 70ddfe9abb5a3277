import { createHash } from 'node:crypto';
import { Problem } from '../shared/problem.ts';

/** A client's promise that two requests with one key are one request. */
export interface IdempotencyClaim {
  /** Of tenant and key, so that no tenant meets another's keys, and no key can be read in the table. */
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly expiresAtEpochSeconds: number;
}

/** Visitors share one API key: a short key is one that two of them choose, and the second would get the first's secret. */
const KEY = /^[\x21-\x7e]{16,255}$/;
const LIFETIME_SECONDS = 24 * 60 * 60;

/** @param tenant - whose key it is: the id of the API key */
export function idempotencyClaim(
  tenant: string,
  key: string,
  body: string,
  nowMs: number,
): IdempotencyClaim {
  if (!KEY.test(key)) {
    throw new Problem(
      'malformed_request',
      'Idempotency-Key takes 16 to 255 visible ASCII characters that nobody else sends: a UUID',
    );
  }
  return {
    keyHash: hashOf(`${tenant}\n${key}`),
    bodyHash: hashOf(body),
    expiresAtEpochSeconds: Math.floor(nowMs / 1000) + LIFETIME_SECONDS,
  };
}

/** One key is one request: another body under it is a mistake. */
export function refuseOtherBody(
  first: Pick<IdempotencyClaim, 'bodyHash'>,
  second: Pick<IdempotencyClaim, 'bodyHash'>,
): void {
  if (first.bodyHash === second.bodyHash) return;
  throw new Problem('idempotency_key_reused', 'Use a new Idempotency-Key for another body');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
