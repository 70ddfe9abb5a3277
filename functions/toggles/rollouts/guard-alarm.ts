/** What CloudWatch says of one alarm that guards a toggle. */
export interface GuardAlarm {
  /** As `guardedBy` names it. */
  readonly name: string;
  /** `missing`: there is no such alarm. */
  readonly state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA' | 'missing';
  /** Whether its metrics had figures in the latest evaluation: an alarm that sees nothing may call that OK. */
  readonly hasData: boolean;
  /** When it came into this state; 0 for a missing alarm. */
  readonly sinceMs: number;
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

/** Which alarm says that users are hurt. */
export function firingOf(alarms: readonly GuardAlarm[]): string | undefined {
  const firing = alarms.find(({ state }) => state === 'ALARM');
  return firing && `alarm ${firing.name} is in ALARM: ${firing.reason}`;
}

/** Why it is not known how users fare. */
export function blindnessOf(alarms: readonly GuardAlarm[]): string | undefined {
  if (alarms.length === 0) return 'no alarm guards the toggle any more: its guardedBy is empty';
  const blind = alarms.find(({ state, hasData }) => state !== 'OK' || !hasData);
  if (!blind) return undefined;
  if (blind.state === 'missing') return `there is no alarm ${blind.name}`;
  const state = blind.state === 'OK' ? 'OK, but its metrics have no figures' : blind.state;
  return `alarm ${blind.name} has no data: it is ${state}`;
}
