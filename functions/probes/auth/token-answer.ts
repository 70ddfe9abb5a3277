import { isHeaderValue } from './header-value.ts';
import type { Fetched } from './kept-values.ts';
import { NotSent } from './not-sent.ts';
import type { TokenAnswer } from './tokens.ts';

/** Where an answer does not say how long its token holds. */
const DEFAULT_LIFETIME_MS = 300_000;

/** A token that expires on its way looks like a target that is down. */
const MARGIN_MS = 60_000;

/** The codes of RFC 6749, section 5.2, and of extensions: all that is shown of an answer. */
const ERROR_CODE = /^[a-z_]{1,40}$/;

/** Reads the answer of a token endpoint. Throws `NotSent` where it holds no token that we can use. */
export function readToken({ status, body }: TokenAnswer, host: string): Fetched<string> {
  const answer = fieldsOf(body);
  if (status !== 200) {
    const code = answer['error'];
    const why = typeof code === 'string' && ERROR_CODE.test(code) ? ` (${code})` : '';
    throw new NotSent(`no token from ${host}: it answered ${status}${why}`);
  }
  const { access_token: token, token_type: type = 'Bearer', expires_in: seconds } = answer;
  if (typeof token !== 'string' || token === '' || !isHeaderValue(token)) {
    throw new NotSent(`no token from ${host}: its answer holds no access_token`);
  }
  if (String(type).toLowerCase() !== 'bearer') {
    throw new NotSent(`no token from ${host}: its token is of another kind than Bearer`);
  }
  return { value: token, lifetimeMs: lifetimeMsOf(seconds) };
}

function lifetimeMsOf(seconds: unknown): number {
  const lifetimeMs = Number(seconds ?? Number.NaN) * 1_000;
  if (!Number.isFinite(lifetimeMs)) return DEFAULT_LIFETIME_MS;
  return lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 2);
}

function fieldsOf(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {}; // without JSON.parse's error, which quotes the answer
  }
}
