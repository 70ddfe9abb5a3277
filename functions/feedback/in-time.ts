import { type StartTimer, systemTimer } from '../shared/timer.ts';
import { Unavailable } from '../shared/unavailable.ts';

/** A table answers within 10 ms. What waits for this has 15 s in all, and may need 6 of them for a write of its own. */
const LIMIT_MS = 1_000;

/** The same read, which is given up after a second: it goes on by itself, and nobody hears of its end. */
export function inTime<Known>(
  read: () => Promise<Known>,
  startTimer: StartTimer = systemTimer,
): () => Promise<Known> {
  return () =>
    new Promise((resolve, reject) => {
      const giveUp = () => reject(new Unavailable('It was not read in time'));
      const cancel = startTimer(giveUp, LIMIT_MS);
      read().then(resolve, reject).finally(cancel);
    });
}
