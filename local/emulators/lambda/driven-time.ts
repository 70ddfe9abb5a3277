import type { Clock } from '../../clock.ts';

/**
 * How a function's process is told of driven time. `+5` is real time and 5 ms: it runs. `=5` is the moment itself: it
 * stands, as the clock does in tests and while it is advanced. A function never sees a time that the clock has yet to
 * reach, so that order by time is order of events in all services.
 */
export function drivenTimeFor(clock: Clock): string {
  const nowMs = clock.now();
  return clock.isRunning ? `+${nowMs - Date.now()}` : `=${nowMs}`;
}
