import type { Letter } from './letter.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

const PATIENCE_MS = 20_000;

/**
 * Sends one letter once.
 *
 * @param proof - that somebody has worked for it, where the API asked for that
 */
export async function postLetter(
  letter: Letter,
  endpoint: string,
  apiKey: string,
  proof?: string,
): Promise<Outcome> {
  try {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': apiKey,
        'idempotency-key': letter.key,
        ...(proof && { altcha: proof }),
      },
      body: letter.body,
      credentials: 'omit',
      keepalive: true, // the visitor may leave the page at once
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const retryAfter = answer.headers.get('retry-after');
    const body: unknown = await answer.json().catch(() => undefined);
    return outcomeOf(answer.status, retryAfter, body, endpoint, Date.now());
  } catch {
    return { kind: 'later' };
  }
}
