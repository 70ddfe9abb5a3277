import type { LookupFunction } from 'node:net';
import { type AddressGuard, portOf } from '../shared/address-guard.ts';
import { AddressRefused } from '../shared/address-refused.ts';
import { exchange } from './exchange.ts';
import { BAD_REDIRECT, type Failed, type Observation, TOO_MANY_REDIRECTS } from './observation.ts';
import type { ProbeTarget } from './target.ts';

/** Makes one attempt at a target. Never rejects for what the target does. */
export type Prober = (target: ProbeTarget) => Promise<Observation>;

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** @param nowMs - a monotonic clock */
export function createProber(guard: AddressGuard, nowMs: () => number): Prober {
  return async ({ url, giveUpAfterMs }) => {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), giveUpAfterMs);
    try {
      return await follow(new URL(url), guard, {
        lookup: guard.lookup,
        signal: giveUp.signal,
        nowMs,
      });
    } finally {
      clearTimeout(timer);
    }
  };
}

interface FollowOptions {
  readonly lookup: LookupFunction;
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
}

async function follow(
  first: URL,
  guard: AddressGuard,
  options: FollowOptions,
): Promise<Observation> {
  let url = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const refusal = refusalOf(url, guard, portOf(first));
    if (refusal) return refusal;
    const { ok, ...seen } = await exchange(url, options);
    if (!('isTruncated' in seen)) return { kind: 'failed', ...seen };
    const { location, ...answer } = seen;
    if (location === undefined || !REDIRECTS.includes(answer.status)) {
      return { kind: 'answered', ...answer, redirects };
    }
    if (!URL.canParse(location, url.href))
      return failed(BAD_REDIRECT, 'it redirects to no address');
    url = new URL(location, url);
  }
  return failed(TOO_MANY_REDIRECTS, `it redirects more than ${MAX_REDIRECTS} times`);
}

function refusalOf(url: URL, guard: AddressGuard, port: number): Failed | undefined {
  try {
    guard.checkUrl(url, [port]);
    return undefined;
  } catch (error) {
    if (error instanceof AddressRefused) return failed(error.code, error.message);
    throw error;
  }
}

function failed(code: string, message: string): Failed {
  return { kind: 'failed', code, message, phases: {} };
}
