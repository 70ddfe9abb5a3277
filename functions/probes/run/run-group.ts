import type { ProbeResult } from '../targets/probe-result.ts';
import type { Planned } from './plan-run.ts';
import type { Probed } from './probe-target.ts';
import { ResultKeeper } from './result-keeper.ts';
import { resultRecord } from './result-record.ts';
import { runPlanned } from './run-planned.ts';
import type { RunLimits, RunTools } from './run-tools.ts';
import { Slots } from './slots.ts';

interface RunGroupLimits extends RunLimits {
  readonly releaseId: string | undefined;
}

/** Probes all that is planned; publishes each result as it comes, and keeps them. */
export async function runGroup(
  group: string,
  plan: readonly Planned[],
  limits: RunGroupLimits,
  tools: RunTools,
): Promise<void> {
  const { store, region, loopDelay, metrics, now, nowMs, startTimer, log } = tools;
  const keeper = new ResultKeeper({
    store,
    run: { group, region },
    now: () => now().getTime(),
    startTimer,
    report: (error) => log.error('Results could not be kept', { error }),
  });
  let unknown = 0;
  const begunMs = nowMs();
  loopDelay.start();
  await runPlanned(plan, {
    ...tools,
    msLeft: limits.msLeft,
    slots: new Slots({ count: limits.exchangesAtOnce, nowMs, startTimer }),
    onResult: (probed) => {
      const result = marked(probed, tools);
      if (result.outcome === 'unknown' && !result.notYet) unknown++;
      publish(result, limits.releaseId, tools);
      keeper.add(result);
    },
  });
  const loopDelayMs = Math.round(loopDelay.worstSince(begunMs));
  loopDelay.stop();
  metrics.add(
    now(),
    {},
    {
      Runs: { value: 1, unit: 'Count' },
      LoopDelay: { value: loopDelayMs, unit: 'Milliseconds' },
      Unknown: { value: unknown, unit: 'Count' },
    },
    { group, results: plan.length, durationMs: Math.round(nowMs() - begunMs) },
  );
  await Promise.all([keeper.keep(), metrics.flush()]);
}

function marked(probed: Probed, { inMaintenance }: RunTools): ProbeResult {
  const isMarked = inMaintenance(probed.probe, new Date(probed.at));
  return isMarked ? { ...probed, maintenance: true } : probed;
}

function publish(
  result: ProbeResult,
  releaseId: string | undefined,
  { metrics: sink }: RunTools,
): void {
  const { metrics, details } = resultRecord(result, releaseId);
  sink.add(new Date(result.at), { Probe: result.probe }, metrics, details);
}
