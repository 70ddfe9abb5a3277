import type { MaintenanceWindow } from '../targets/maintenance-window.ts';
import { occurrenceFrom } from './occurrence-from.ts';

/** Whether planned work is announced for a probe at that moment. A window's first moment counts, its last does not. */
export function inMaintenance(
  windows: readonly MaintenanceWindow[],
  probe: string,
  date: Date,
): boolean {
  return windows
    .filter((window) => concerns(window, probe))
    .some((window) => occurrenceFrom(window, date).fromMs <= date.getTime());
}

/** One time that a window comes. */
export interface Maintenance {
  readonly window: MaintenanceWindow;
  readonly from: Date;
  readonly until: Date;
}

/** The maintenance of a probe that is under way, or the next one; undefined where none is planned. */
export function nextMaintenance(
  windows: readonly MaintenanceWindow[],
  probe: string,
  date: Date,
): Maintenance | undefined {
  const coming = windows
    .filter((window) => concerns(window, probe))
    .map((window) => ({ window, ...occurrenceFrom(window, date) }))
    .sort((a, b) => a.fromMs - b.fromMs || b.untilMs - a.untilMs);
  const [first] = coming;
  return (
    first && {
      window: first.window,
      from: new Date(first.fromMs),
      until: new Date(first.untilMs),
    }
  );
}

function concerns({ probes }: MaintenanceWindow, probe: string): boolean {
  return probes === undefined || probes.includes(probe);
}
