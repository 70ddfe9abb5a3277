import { type ProbeResult, type ProbeTools, probe } from './probe.ts';
import type { ProbeTarget } from './target.ts';

export interface RunTools extends ProbeTools {
  /** Called with each result as it comes: what is finished when a run is cut off is kept. */
  readonly onResult: (result: ProbeResult) => void;
  readonly waitMs: (durationMs: number) => Promise<void>;
}

/** More at once measure each other. */
const MAX_AT_ONCE = 10;
const STAGGER_MS = 5;

/** Probes all targets, a few at once, each exactly once. One that is slow or broken delays no other by more than its slot. */
export async function runProbes(targets: readonly ProbeTarget[], tools: RunTools): Promise<void> {
  const queue = targets.values();
  const lanes = Array.from({ length: Math.min(MAX_AT_ONCE, targets.length) }, async (_, lane) => {
    await tools.waitMs(lane * STAGGER_MS);
    for (const target of queue) tools.onResult(await probeInTime(target, tools));
  });
  await Promise.all(lanes);
}

async function probeInTime(target: ProbeTarget, tools: RunTools): Promise<ProbeResult> {
  if (tools.remainingMs() < target.giveUpAfterMs) {
    return unknown(target, 'there was no time left for it in this run');
  }
  try {
    return await probe(target, tools);
  } catch (error) {
    return unknown(target, `the prober failed: ${error instanceof Error ? error.message : error}`);
  }
}

function unknown({ name }: ProbeTarget, sentence: string): ProbeResult {
  return { probe: name, outcome: 'unknown', sentence, phases: {}, attempts: 0 };
}
