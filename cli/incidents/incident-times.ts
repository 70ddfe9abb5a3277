import type { Alert } from '../../functions/alerts/alert.ts';

/** How long it took, in milliseconds from when the first breach began. */
export interface IncidentTimes {
  /** Until the first alarm fired. */
  readonly timeToDetectMs: number;
  /** Until all was well. @default - it is not yet */
  readonly timeToRestoreMs?: number;
}

export function timesOf({ beganAt, openedAt, resolvedAt }: Alert): IncidentTimes {
  const sinceBegan = (iso: string) => Math.max(0, Date.parse(iso) - Date.parse(beganAt));
  return {
    timeToDetectMs: sinceBegan(openedAt),
    ...(resolvedAt !== undefined && { timeToRestoreMs: sinceBegan(resolvedAt) }),
  };
}

/** Of half of them it was shorter: one long night does not move it. Undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
