import { type StartTimer, systemTimer } from '../../shared/timer.ts';
import { NotSent } from '../auth/not-sent.ts';

/** Waits for what is needed before anything can be sent, and no longer. */
export async function inTime<T>(
  work: Promise<T>,
  ms: number,
  startTimer: StartTimer = systemTimer,
): Promise<T> {
  let stopTimer = () => {};
  const tooLate = new Promise<never>((_, reject) => {
    const sentence = `what the request needs was not there within ${Math.round(ms)} ms`;
    stopTimer = startTimer(() => reject(new NotSent(sentence)), ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    stopTimer();
  }
}
