import type { AlarmValue } from '../../../functions/alarms/judgement.ts';
import type { CompositeAlarm } from './composite-alarm.ts';
import type { MetricAlarm } from './metric-alarm.ts';
import type { Mute } from './mute-rules.ts';
import type { Suppression } from './suppression.ts';

export interface AlarmState {
  readonly value: AlarmValue;
  readonly reason: string;
  /** JSON text for programs. */
  readonly reasonData?: string;
  /** When the state was set, in driven epoch milliseconds. */
  readonly sinceMs: number;
}

interface AnyAlarm {
  readonly name: string;
  readonly arn: string;
  /** When the definition changed last, in driven epoch milliseconds. */
  readonly configuredMs: number;
  readonly state: AlarmState;
  /** The state before the change whose actions a mute rule holds back; absent when it holds none. */
  readonly mutedFrom?: AlarmState;
}

/** An alarm as it stands. */
export type Alarm =
  | (AnyAlarm & { readonly kind: 'metric'; readonly compiled: MetricAlarm })
  | (AnyAlarm & {
      readonly kind: 'composite';
      readonly compiled: CompositeAlarm;
      readonly suppression: Suppression;
      /** The state before the first change that is being held back; absent when none is. */
      readonly heldFrom?: AlarmState;
    });

/** A change of state that has just happened. */
export interface Transition {
  /** The alarm after it. */
  readonly alarm: Alarm;
  readonly before: AlarmState;
  /** Of a composite alarm: the children that brought it about. */
  readonly children: readonly Alarm[];
  /** The mute rule that held when it happened. */
  readonly mute?: Mute;
}

/** The actions that a state asks for. */
export function actionsFor({ compiled, state }: Alarm): readonly string[] {
  const { OKActions, AlarmActions, InsufficientDataActions } = compiled.definition;
  return { OK: OKActions, ALARM: AlarmActions, INSUFFICIENT_DATA: InsufficientDataActions }[
    state.value
  ];
}
