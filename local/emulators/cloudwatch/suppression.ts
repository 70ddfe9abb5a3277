/** Whether a composite alarm may act, while another alarm can suppress it. */
export type Suppression =
  | { readonly phase: 'idle' }
  /** A change waits, in case the suppressor goes into ALARM too. */
  | { readonly phase: 'waiting'; readonly untilMs: number }
  /** Changes are held back. */
  | { readonly phase: 'suppressed' }
  /** The suppressor is out of ALARM; its after-effects may still come. */
  | { readonly phase: 'extending'; readonly untilMs: number };

export interface SuppressionPeriods {
  readonly waitMs: number;
  readonly extensionMs: number;
}

/** The composite alarm has changed its state: what now? Idle means: act at once. */
export function onChange(
  before: Suppression,
  isSuppressorInAlarm: boolean,
  nowMs: number,
  { waitMs }: SuppressionPeriods,
): Suppression {
  if (isSuppressorInAlarm) return { phase: 'suppressed' };
  if (before.phase === 'extending') return before;
  return waitMs > 0 ? { phase: 'waiting', untilMs: nowMs + waitMs } : { phase: 'idle' };
}

/** The suppressor has changed. From `suppressed` to idle means: act now, on the state as it is. */
export function onSuppressorChange(
  before: Suppression,
  isSuppressorInAlarm: boolean,
  nowMs: number,
  { extensionMs }: SuppressionPeriods,
): Suppression {
  if (before.phase === 'idle') return before;
  if (isSuppressorInAlarm) return { phase: 'suppressed' };
  if (before.phase !== 'suppressed') return before;
  return extensionMs > 0 ? { phase: 'extending', untilMs: nowMs + extensionMs } : { phase: 'idle' };
}

/** What CloudWatch calls the phase in `ActionsSuppressedBy`. */
export function suppressedBy({ phase }: Suppression): string | undefined {
  const names = {
    idle: undefined,
    waiting: 'WaitPeriod',
    suppressed: 'Alarm',
    extending: 'ExtensionPeriod',
  };
  return names[phase];
}
