import { letterBox } from './letter-box.ts';
import { Outbox, type OutboxDependencies } from './outbox.ts';
import { postLetter } from './post-letter.ts';
import { type Posting, postProven } from './post-proven.ts';
import type { prove } from './prove.ts';

/** Brings the file that works for letters. */
export type LoadProver = () => Promise<{ readonly prove: typeof prove }>;

/**
 * The outbox of this page: it tries what is left from earlier, and again whenever the network comes back.
 *
 * @param host - names the endpoint and the key
 * @param leaving - aborted when nothing is to be sent from here any more
 */
export function outboxOfPage(
  host: Element,
  leaving: AbortSignal,
  loadProver: LoadProver,
  onOutcome: OutboxDependencies['onOutcome'],
): Outbox {
  const endpoint = host.getAttribute('endpoint') ?? '';
  const apiKey = host.getAttribute('key') ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const prove: Posting['prove'] = async (...work) => {
    const prover = await loadProver();
    return prover.prove(new URL('challenge', endpoint).href, ...work);
  };
  const outbox = new Outbox({
    box: letterBox(endpoint, () => localStorage),
    post: (letter, waiter) => {
      const post = (proof?: string) => postLetter(letter, endpoint, apiKey, proof);
      return postProven({ post, prove, leaving }, waiter);
    },
    alone,
    isOnline: () => navigator.onLine,
    nowMs: Date.now,
    random: Math.random,
    wakeAfter(waitMs) {
      clearTimeout(timer);
      if (!leaving.aborted) timer = setTimeout(() => outbox.flush(), waitMs);
    },
    onOutcome,
  });
  leaving.addEventListener('abort', () => clearTimeout(timer));
  addEventListener('online', () => outbox.flush(true), { signal: leaving });
  outbox.flush();
  return outbox;
}

/** Without Web Locks (an insecure page, an old browser) two tabs may send one letter twice: it is kept once all the same. */
function alone<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  if (!navigator.locks) return work();
  return navigator.locks.request(name, { ifAvailable: true }, (lock) =>
    lock ? work() : undefined,
  );
}
