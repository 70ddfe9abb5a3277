import type { Outcome } from './outcome.ts';
import type { Waiter } from './waiter.ts';

/** What posting needs, for one letter. */
export interface Posting {
  /** One attempt, with a proof of work where there is one. */
  readonly post: (proof?: string) => Promise<Outcome>;
  /** Works for it; undefined when that came to nothing. May fail: offline, a page without https. */
  readonly prove: (
    signal: AbortSignal,
    onEstimate: (seconds: number) => void,
  ) => Promise<string | undefined>;
  /** Aborted when nothing is to be sent from here any more. */
  readonly leaving: AbortSignal;
}

const LATER: Outcome = { kind: 'later' };

/** Posts a letter, and works for it where the API asks for that. Whatever goes wrong with the work, the letter waits. */
export async function postProven(posting: Posting, waiter?: Waiter): Promise<Outcome> {
  const { post, prove, leaving } = posting;
  const first = await post();
  if (first.kind !== 'challenged') return first;
  const signal = waiter ? AbortSignal.any([leaving, waiter.signal]) : leaving;
  const tell = (seconds: number) => waiter?.tell(seconds);
  const proof = await prove(signal, tell).catch(() => undefined);
  if (waiter?.signal.aborted) return { kind: 'withdrawn' };
  if (!proof) return LATER;
  const second = await post(proof);
  return second.kind === 'challenged' ? LATER : second;
}
