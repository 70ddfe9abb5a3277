import type { StartTimer } from '../../shared/timer.ts';
import type { Planned } from './plan-run.ts';
import { noTimeLeft, type Probed, type ProbeTargetTools, probeTarget } from './probe-target.ts';

export interface RunPlannedTools extends ProbeTargetTools {
  readonly startTimer: StartTimer;
  /** Called with each result as it comes: what is finished when a run is cut off is kept. */
  readonly onResult: (probed: Probed) => void;
}

/**
 * Probes all that is planned, each exactly once. One that is slow or broken delays no other. Ends when all have a result; what
 * has none when the time is over is `unknown`.
 */
export async function runPlanned(plan: readonly Planned[], tools: RunPlannedTools): Promise<void> {
  const pending = new Set(plan);
  const timers = new Set<() => void>();
  const passed = (ms: number) =>
    new Promise<void>((done) => {
      timers.add(tools.startTimer(done, ms));
    });
  const finish = (planned: Planned, probed: Probed) => {
    if (pending.delete(planned)) tools.onResult(probed);
  };
  const probe = async (planned: Planned) => {
    const { target, waitMs } = planned;
    if (waitMs > 0) await passed(waitMs);
    finish(planned, await probeTarget(target, tools, waitMs > 0));
  };
  await Promise.race([Promise.all(plan.map(probe)), passed(tools.msLeft())]);
  for (const stop of timers) stop();
  tools.slots.close();
  for (const planned of pending) finish(planned, noTimeLeft(planned.target, tools.now()));
}
