/** What came of one attempt. */
export type Outcome =
  /** It is kept. `statusUrl`: where its writer can see what becomes of it. */
  | { readonly kind: 'sent'; readonly statusUrl?: string }
  /** No answer, or none that is final. */
  | { readonly kind: 'later'; readonly retryAfterMs?: number }
  /** It will be taken once somebody has worked for it. */
  | { readonly kind: 'challenged' }
  /** Whoever wrote it would rather have it back. */
  | { readonly kind: 'withdrawn' }
  /** It will never be taken as it is. `pointers`: the parts of the body that were complained about. */
  | { readonly kind: 'refused'; readonly pointers: readonly string[] };

/** Worth another try: timeouts, the same key in flight elsewhere, a throttle. So is every 5xx. */
const PASSING = [408, 409, 425, 429];

/**
 * Reads the API's answer.
 *
 * @param answer - the body as JSON; foreign, so nothing of it is taken for granted
 * @param endpoint - where it came from: a relative status URL is meant from there
 */
export function outcomeOf(
  status: number,
  retryAfter: string | null,
  answer: unknown,
  endpoint: string,
  nowMs: number,
): Outcome {
  if (status >= 200 && status < 300) return sent(memberOf(answer, 'statusUrl'), endpoint);
  if (status >= 500 || PASSING.includes(status)) return later(retryAfter, nowMs);
  if (status === 428) return { kind: 'challenged' };
  const errors = memberOf(answer, 'errors');
  const pointers = Array.isArray(errors)
    ? errors.map((error) => String(memberOf(error, 'pointer')))
    : [];
  return { kind: 'refused', pointers };
}

/** Only a web page is linked to: another address (`javascript:`) could run in the page. */
function sent(statusUrl: unknown, endpoint: string): Outcome {
  if (typeof statusUrl !== 'string' || !URL.canParse(statusUrl, endpoint)) return { kind: 'sent' };
  const { protocol, href } = new URL(statusUrl, endpoint);
  return /^https?:$/.test(protocol) ? { kind: 'sent', statusUrl: href } : { kind: 'sent' };
}

/** Retry-After: seconds, or a date. */
function later(retryAfter: string | null, nowMs: number): Outcome {
  if (!retryAfter) return { kind: 'later' };
  const seconds = Number(retryAfter);
  const retryAfterMs = Number.isNaN(seconds) ? Date.parse(retryAfter) - nowMs : seconds * 1_000;
  return retryAfterMs > 0 ? { kind: 'later', retryAfterMs } : { kind: 'later' };
}

function memberOf(value: unknown, name: string): unknown {
  return Object(value)[name];
}
