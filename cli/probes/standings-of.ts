import type { Outcome } from '../../functions/probes/targets/probe-result.ts';
import type { PlacedResult } from './incidents.ts';
import type { ProbeState } from './probe-states.ts';

/** How a probe is: as it was found last, and what its alarm makes of that. */
export interface ProbeStanding {
  readonly probe: string;
  /** Of its latest results; where there are none, what its alarm says. */
  readonly state: Outcome;
  /** The alarm forgives one failure, and sees nothing of warnings and maintenance. Absent where there is none. */
  readonly alarmSays?: ProbeState['state'];
  readonly maintenance?: true;
  /** Why, where it is not up. */
  readonly sentence?: string;
  readonly latencyMs?: number;
}

/** @param results - the latest of each probe, from each region */
export function standingsOf(
  watched: readonly ProbeState[],
  results: readonly PlacedResult[],
): readonly ProbeStanding[] {
  const names = new Set([...watched, ...results].map(({ probe }) => probe));
  return [...names].map((name) =>
    standingOf(
      name,
      watched.find(({ probe }) => probe === name),
      prevailing(results.filter(({ probe }) => probe === name)),
    ),
  );
}

function standingOf(
  probe: string,
  watched: ProbeState | undefined,
  result: PlacedResult | undefined,
): ProbeStanding {
  const latencyMs = watched?.latencyMs ?? result?.latencyMs;
  return {
    probe,
    state: result?.outcome ?? watched?.state ?? 'unknown',
    ...(watched && { alarmSays: watched.state }),
    ...(result?.maintenance && { maintenance: true }),
    ...(result && result.outcome !== 'up' && { sentence: result.sentence }),
    ...(latencyMs !== undefined && { latencyMs: Math.round(latencyMs) }),
  };
}

const WORST_FIRST: readonly Outcome[] = ['down', 'degraded', 'up', 'unknown'];

/** What most regions saw, of those that know anything; where as many saw one thing as another, the worse. */
function prevailing(results: readonly PlacedResult[]): PlacedResult | undefined {
  const votes = (outcome: Outcome) =>
    outcome === 'unknown' ? 0 : results.filter((each) => each.outcome === outcome).length;
  const [outcome] = [...WORST_FIRST].sort((a, b) => votes(b) - votes(a));
  return results.find((each) => each.outcome === outcome) ?? results[0];
}
