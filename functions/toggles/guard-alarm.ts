/** What CloudWatch says of one alarm that guards a toggle. */
export interface GuardAlarm {
  /** As `guardedBy` names it. */
  readonly name: string;
  /** `missing`: there is no such alarm. */
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'missing';
  /** Whether its metrics had figures in the latest evaluation: an alarm that sees nothing may call that OK. */
  readonly hasData: boolean;
  /** CloudWatch's words for the state; empty for a missing alarm. */
  readonly reason: string;
}

/** Looks at alarms. Rejects where CloudWatch does not answer: then nothing is known, and nothing may be done. */
export type WatchAlarms = (names: readonly string[]) => Promise<readonly GuardAlarm[]>;

/** The alarms that guard a toggle, each once: names without the stage's prefix, or whole. */
export function guardsOf(metadata: Readonly<Record<string, unknown>> = {}): readonly string[] {
  const { guardedBy } = metadata;
  if (typeof guardedBy !== 'string') return [];
  const names = guardedBy.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
