import type { Attempt } from '../kinds/attempt.ts';
import type { ProbeResult } from '../targets/probe-result.ts';
import type { Target } from '../targets/target.ts';
import type { Slots } from './slots.ts';

/** What becomes a result once it is known whether it came in maintenance. */
export type Probed = Omit<ProbeResult, 'maintenance'>;

export interface ProbeTargetTools {
  readonly attempt: Attempt;
  readonly slots: Slots;
  /** The time of day. */
  readonly now: () => Date;
  /** Time left for this run. */
  readonly msLeft: () => number;
}

/** Probes a target, and once more on a new connection before it counts as down. Never rejects. */
export async function probeTarget(
  target: Target,
  tools: ProbeTargetTools,
  isUrgent: boolean,
): Promise<Probed> {
  if (target.kind === 'heartbeat') return { ...(await attempted(target, tools)), attempts: 0 };
  const inSlot = (urgent: boolean) => tools.slots.run(() => attemptInTime(target, tools), urgent);
  const first = await inSlot(isUrgent);
  if (first?.outcome !== 'down') return first ?? noTimeLeft(target, tools.now());
  const second = await inSlot(true);
  return second ? { ...second, attempts: 2 } : notConfirmed(first);
}

/** Time may run out while others have the slots. */
async function attemptInTime(target: Target, tools: ProbeTargetTools): Promise<Probed | undefined> {
  return tools.msLeft() < target.giveUpAfterMs ? undefined : attempted(target, tools);
}

export function noTimeLeft({ name }: Target, now: Date): Probed {
  const sentence = 'there was no time left for it in this run';
  return {
    probe: name,
    at: now.toISOString(),
    outcome: 'unknown',
    sentence,
    phases: {},
    attempts: 0,
  };
}

/** One failure alone condemns no target: what was seen is told, and counts for nothing. */
function notConfirmed({ probe, at, sentence, phases, attempts }: Probed): Probed {
  const unconfirmed = `${sentence}; this was not confirmed: there was no time left in this run`;
  return { probe, at, outcome: 'unknown', sentence: unconfirmed, phases, attempts };
}

async function attempted(target: Target, { attempt, now }: ProbeTargetTools): Promise<Probed> {
  const probe = target.name;
  const at = now().toISOString();
  try {
    return { ...(await attempt(target)), probe, at, attempts: 1 };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const sentence = `the prober failed: ${why}`;
    return { probe, at, attempts: 1, outcome: 'unknown', sentence, phases: {} };
  }
}
