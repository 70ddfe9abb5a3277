import { moment } from '../moment.ts';

/** When planned work on a probe is under way, or comes next. */
export interface PlannedWork {
  readonly probe: string;
  /** Both ISO 8601. */
  readonly from: string;
  readonly until: string;
}

const SOON_MS = 86_400_000;
const MAX_NAMES = 3;

/** A line for each maintenance that is under way or begins within a day: `maintenance until 2026-11-23 04:00 UTC: page`. */
export function maintenanceLines(planned: readonly PlannedWork[], now: Date): readonly string[] {
  const probesOf = new Map<string, string[]>();
  for (const { probe, from, until } of planned) {
    const beginsInMs = Date.parse(from) - now.getTime();
    if (beginsInMs > SOON_MS) continue;
    const when = `${beginsInMs > 0 ? `from ${moment(from)} ` : ''}until ${moment(until)}`;
    probesOf.set(when, [...(probesOf.get(when) ?? []), probe]);
  }
  return [...probesOf].map(([when, probes]) => `maintenance ${when}: ${namesInWords(probes)}`);
}

function namesInWords(names: readonly string[]): string {
  const more = names.length - MAX_NAMES;
  return `${names.slice(0, MAX_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
