import type { Clock, Timer } from '../../clock.ts';
import type { Schedule } from '../../schedule-expression.ts';

/** Calls `task` whenever `schedule` says, until it is cancelled or there is no next time. */
export function recur(
  clock: Clock,
  schedule: Schedule,
  task: (dueMs: number) => void | Promise<void>,
): Timer {
  let timer: Timer | undefined;
  const arm = (afterMs: number) => {
    const dueMs = schedule.next(afterMs);
    if (dueMs === undefined) return;
    timer = clock.at(dueMs, () => {
      arm(Math.max(dueMs, clock.now()));
      return task(dueMs);
    });
  };
  arm(clock.now());
  return { cancel: () => timer?.cancel() };
}
