import { setImmediate } from 'node:timers/promises';
import type { StartTimer } from '../../functions/shared/timer.ts';

/** Timers that run out when a test says so. */
export function expiringTimers(): { readonly startTimer: StartTimer; expire(): Promise<void> } {
  const running = new Set<() => void>();
  return {
    startTimer: (callback) => {
      running.add(callback);
      return () => running.delete(callback);
    },
    /** After all that is on its way on this machine has arrived: each turn of the loop reads the sockets once. */
    async expire() {
      for (let turn = 0; turn < 10; turn++) await setImmediate();
      for (const callback of running) callback();
    },
  };
}
