import { type StartTimer, systemTimer } from '../../shared/timer.ts';

/** Waits for work, but no longer than the limit: tells whether it ended in time. The work goes on either way. */
export async function waitAtMost(
  limitMs: number,
  work: Promise<unknown>,
  startTimer: StartTimer = systemTimer,
): Promise<boolean> {
  let cancel = () => {};
  const limit = new Promise<boolean>((resolve) => {
    cancel = startTimer(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([work.then(() => true), limit]);
  } finally {
    cancel();
  }
}
