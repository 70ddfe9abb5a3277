import { judge, type Verdict } from './judge.ts';
import type { Observation, Phases } from './observation.ts';
import type { Prober } from './prober.ts';
import type { ProbeTarget } from './target.ts';

/** What a run says of one target. */
export interface ProbeResult {
  readonly probe: string;
  /** `unknown`: the prober failed, which says nothing of the target. */
  readonly outcome: 'up' | 'down' | 'unknown';
  readonly sentence: string;
  readonly status?: number;
  /** From the request to the headers of its answer. Absent where there was none, or where the prober was late. */
  readonly latencyMs?: number;
  readonly phases: Phases;
  readonly attempts: number;
}

export interface ProbeTools {
  readonly prober: Prober;
  /** A monotonic clock. */
  readonly nowMs: () => number;
  /** The longest delay of this process since then, in milliseconds. */
  readonly worstDelaySince: (sinceMs: number) => number;
  /** Time left for this run. */
  readonly remainingMs: () => number;
}

/** Beyond this the measured times are the prober's own. */
const TRUSTED_DELAY_MS = 5;

/** Probes a target, and once more on a new connection before it counts as down. */
export async function probe(target: ProbeTarget, tools: ProbeTools): Promise<ProbeResult> {
  const first = await attempt(target, tools);
  const canConfirm = tools.remainingMs() > target.giveUpAfterMs;
  if (first.verdict.isUp || !canConfirm) return resultOf(target, first, 1);
  return resultOf(target, await attempt(target, tools), 2);
}

interface Attempt {
  readonly observation: Observation;
  readonly verdict: Verdict;
  readonly isLatencyTrusted: boolean;
}

async function attempt(target: ProbeTarget, tools: ProbeTools): Promise<Attempt> {
  const begunMs = tools.nowMs();
  const observation = await tools.prober(target);
  const isLatencyTrusted = tools.worstDelaySince(begunMs) <= TRUSTED_DELAY_MS;
  return { observation, verdict: judge(observation, target, isLatencyTrusted), isLatencyTrusted };
}

function resultOf(target: ProbeTarget, last: Attempt, attempts: number): ProbeResult {
  const { observation, verdict, isLatencyTrusted } = last;
  const { status, phases } = observation;
  const { firstByteMs } = phases;
  return {
    probe: target.name,
    outcome: verdict.isUp ? 'up' : 'down',
    sentence: verdict.sentence,
    ...(status === undefined ? {} : { status }),
    ...(isLatencyTrusted && firstByteMs !== undefined ? { latencyMs: firstByteMs } : {}),
    phases,
    attempts,
  };
}
