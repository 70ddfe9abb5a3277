import type { Outcome, ProbeResult } from '../../functions/probes/targets/probe-result.ts';

/** A result and where it was seen from. */
export interface PlacedResult extends ProbeResult {
  readonly region: string;
}

/** A time in which a probe was not simply up. */
export interface Incident {
  readonly probe: string;
  readonly region: string;
  readonly outcome: Exclude<Outcome, 'up'>;
  /** Of its first result, ISO 8601. */
  readonly from: string;
  /** Of the result that ended it. Absent while it goes on. */
  readonly to?: string;
  /** Why, at first. */
  readonly sentence: string;
  /** Why, at last, where that was another reason. */
  readonly lastSentence?: string;
  readonly results: number;
}

/**
 * What went wrong, the newest first. A result that says nothing (`unknown`) ends no other incident. Those in maintenance
 * are none's, and neither is a heartbeat's first silence.
 *
 * @param results - oldest first
 */
export function incidentsOf(results: readonly PlacedResult[]): readonly Incident[] {
  const open = new Map<string, Incident>();
  const ended: Incident[] = [];
  for (const result of results.filter(({ maintenance, notYet }) => !maintenance && !notYet)) {
    const key = `${result.probe} ${result.region}`;
    const before = open.get(key);
    if (before && goesOn(before, result)) {
      open.set(key, continued(before, result));
      continue;
    }
    if (before) ended.push({ ...before, to: result.at });
    open.delete(key);
    if (result.outcome !== 'up') open.set(key, begun(result, result.outcome));
  }
  return [...ended, ...open.values()].sort((a, b) => (a.from < b.from ? 1 : -1));
}

function goesOn({ outcome }: Incident, result: PlacedResult): boolean {
  return result.outcome === outcome || result.outcome === 'unknown';
}

function begun(result: PlacedResult, outcome: Incident['outcome']): Incident {
  const { probe, region, at, sentence } = result;
  return { probe, region, outcome, from: at, sentence, results: 1 };
}

function continued(incident: Incident, { outcome, sentence }: PlacedResult): Incident {
  const { lastSentence, ...rest } = incident;
  const last = outcome === incident.outcome ? sentence : (lastSentence ?? incident.sentence);
  return {
    ...rest,
    ...(last !== incident.sentence && { lastSentence: last }),
    results: incident.results + 1,
  };
}
