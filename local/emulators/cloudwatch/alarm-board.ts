import type { Clock } from '../../clock.ts';
import type { Alarm, AlarmState, Transition } from './alarm.ts';
import { type Evaluation, evaluateAlarm } from './alarm-evaluation.ts';
import type { AlarmHistory } from './alarm-history.ts';
import { reasonDataOf, reasonOf } from './alarm-reason.ts';
import { ruleHolds } from './alarm-rule.ts';
import { isoTime, longTime } from './alarm-text.ts';
import type { MathSource } from './metric-math.ts';
import type { Mute } from './mute-rules.ts';
import { onChange, onSuppressorChange, type Suppression } from './suppression.ts';

export type CompositeState = Extract<Alarm, { kind: 'composite' }>;

/** What is to be told after states have changed, in order. */
export interface Notice {
  readonly transition: Transition;
  /** An event goes out at the change itself, suppressed or not. */
  readonly hasEvent: boolean;
  /** Whether the alarm's actions run now. */
  readonly acts: boolean;
}

export interface BoardOptions {
  readonly clock: Clock;
  readonly source: MathSource;
  readonly history: AlarmHistory;
  /** What mutes an alarm now. */
  muteOf(alarmName: string, nowMs: number): Mute | undefined;
  /** Sends what is to be told. */
  tell(notices: readonly Notice[]): Promise<void>;
  /** Something changed that must survive a restart. */
  changed(): void;
}

/**
 * An alarm that is this new does not fire for what is missing: what fills its metric was set up beside it. AWS looks at a
 * new alarm within a minute or so; here all are looked at when a minute ends, which may be a moment after the start.
 */
const NEW_FOR_MS = 30_000;

/** What an evaluation makes of an alarm; undefined where nothing. */
function changedValue({ state }: Alarm, { judgement, datapoints }: Evaluation, nowMs: number) {
  if (judgement === 'keep' || judgement === state.value) return undefined;
  const isNew = state.value === 'INSUFFICIENT_DATA' && nowMs - state.sinceMs < NEW_FOR_MS;
  if (isNew && judgement === 'ALARM' && datapoints.length === 0) return undefined;
  return judgement;
}

/** All alarms with their states. Every change of a state goes through here, also those that follow from it. */
export class AlarmBoard {
  readonly #alarms = new Map<string, Alarm>();
  readonly #options: BoardOptions;

  constructor(options: BoardOptions) {
    this.#options = options;
  }

  all(): readonly Alarm[] {
    return [...this.#alarms.values()];
  }

  get(name: string): Alarm | undefined {
    return this.#alarms.get(name);
  }

  /** Sets up an alarm, new or in place of one of the same name, without telling anybody. */
  set(alarm: Alarm): void {
    this.#alarms.set(alarm.name, alarm);
    if (alarm.kind === 'composite') this.#awaitSuppression(alarm);
    this.#options.changed();
  }

  delete(name: string): void {
    this.#alarms.delete(name);
    this.#options.changed();
  }

  /** Evaluates the metric alarms whose period is due at `nowMs`, then the composite ones that follow. */
  async evaluate(nowMs: number, isDue: (periodMs: number) => boolean): Promise<void> {
    const notices: Notice[] = [];
    for (const alarm of this.#alarms.values()) {
      if (alarm.kind !== 'metric' || !isDue(alarm.compiled.periodMs)) continue;
      const evaluation = evaluateAlarm(alarm.compiled, this.#options.source, nowMs);
      const value = changedValue(alarm, evaluation, nowMs);
      if (value === undefined) continue;
      const reason = reasonOf(alarm.compiled, evaluation, value);
      const reasonData = reasonDataOf(alarm.compiled, evaluation, nowMs);
      notices.push(...this.#change(alarm, { value, reason, reasonData, sinceMs: nowMs }, []));
    }
    const all = [...this.#withConsequences(notices), ...this.#unmuted()];
    if (all.length > 0) await this.#options.tell(all);
  }

  /** Runs the actions that mute rules held back, of alarms that none mutes any more. */
  async releaseMuted(): Promise<void> {
    await this.#options.tell(this.#unmuted());
  }

  /** Sets a state by hand; it lasts until the next evaluation says otherwise. */
  async setState(alarm: Alarm, state: AlarmState): Promise<void> {
    const notices = this.#change(alarm, state, []);
    await this.#options.tell(this.#withConsequences(notices));
  }

  /** The first state of a composite alarm follows from its children; nobody is told. */
  initialState(alarm: CompositeState, nowMs: number): AlarmState {
    const value = this.#valueOf(alarm);
    const children = this.#childrenOf(alarm);
    return {
      value,
      reason: `${alarm.arn} was created and its alarm rule evaluates to ${value}`,
      reasonData: triggeringAlarms(children),
      sinceMs: nowMs,
    };
  }

  /** Adds the changes of composite alarms, and of those above them. */
  #withConsequences(notices: readonly Notice[]): Notice[] {
    const all = [...notices];
    for (let i = 0; i < all.length; i++) {
      const changed = all[i]?.transition.alarm;
      if (changed && all[i]?.hasEvent) all.push(...this.#after(changed));
    }
    return all;
  }

  #after(changed: Alarm): Notice[] {
    return this.all().flatMap((alarm) => {
      if (alarm.kind !== 'composite') return [];
      const notices = this.#afterSuppressor(alarm, changed);
      const current = this.#alarms.get(alarm.name);
      if (current?.kind !== 'composite' || !alarm.compiled.children.includes(changed.name))
        return notices;
      const value = this.#valueOf(current);
      if (value === current.state.value) return notices;
      const { nowMs, reason } = transitionReason(changed);
      const state = { value, reason, reasonData: triggeringAlarms([changed]), sinceMs: nowMs };
      return [...notices, ...this.#change(current, state, [changed])];
    });
  }

  /** The suppressor of `alarm` has changed: what was held back may now be due. */
  #afterSuppressor(alarm: CompositeState, changed: Alarm): Notice[] {
    const { suppressor } = alarm.compiled;
    if (suppressor?.name !== changed.name) return [];
    const nowMs = this.#options.clock.now();
    const isInAlarm = changed.state.value === 'ALARM';
    const suppression = onSuppressorChange(alarm.suppression, isInAlarm, nowMs, suppressor.periods);
    return this.#moveSuppression(alarm, suppression);
  }

  #moveSuppression(alarm: CompositeState, suppression: Suppression): Notice[] {
    const { heldFrom, ...rest } = alarm;
    const isReleased = suppression.phase === 'idle' && heldFrom !== undefined;
    const moved: CompositeState = { ...(isReleased ? rest : alarm), suppression };
    this.set(moved);
    if (!isReleased) return [];
    const transition = { alarm: moved, before: heldFrom, children: this.#childrenOf(moved) };
    return [this.#muted({ transition, hasEvent: false, acts: true })];
  }

  #change(alarm: Alarm, state: AlarmState, children: readonly Alarm[]): Notice[] {
    const before = alarm.state;
    const after = this.#held({ ...alarm, state }, before);
    this.set(after);
    const isChange = before.value !== state.value;
    if (isChange) this.#options.history.changed(after, before);
    const acts = isChange && (after.kind === 'metric' || after.suppression.phase === 'idle');
    return isChange
      ? [this.#muted({ transition: { alarm: after, before, children }, hasEvent: true, acts })]
      : [];
  }

  /** While a mute rule holds the alarm changes as ever, and its actions wait. */
  #muted(notice: Notice): Notice {
    const { alarm, before } = notice.transition;
    const mute = this.#options.muteOf(alarm.name, this.#options.clock.now());
    if (notice.acts && (mute || alarm.mutedFrom)) this.set(mutedAlarm(alarm, mute && before));
    return mute ? { ...notice, transition: { ...notice.transition, mute }, acts: false } : notice;
  }

  /**
   * Of alarms whose mute has ended. Whatever the state is whose actions were held back last, they run (CloudWatch tells
   * this of ALARM alone: that it is so for OK is assumed).
   */
  #unmuted(): Notice[] {
    const nowMs = this.#options.clock.now();
    return this.all().flatMap((alarm) => {
      const { mutedFrom: before } = alarm;
      if (!before || this.#options.muteOf(alarm.name, nowMs)) return [];
      const unmuted = mutedAlarm(alarm, undefined);
      this.set(unmuted);
      const children = unmuted.kind === 'composite' ? this.#childrenOf(unmuted) : [];
      return [{ transition: { alarm: unmuted, before, children }, hasEvent: false, acts: true }];
    });
  }

  /** A composite alarm with a suppressor may have to wait before it acts. */
  #held(alarm: Alarm, before: AlarmState): Alarm {
    if (alarm.kind === 'metric' || !alarm.compiled.suppressor) return alarm;
    const { name, periods } = alarm.compiled.suppressor;
    const isInAlarm = this.#alarms.get(name)?.state.value === 'ALARM';
    const nowMs = this.#options.clock.now();
    const suppression = onChange(alarm.suppression, isInAlarm, nowMs, periods);
    if (suppression.phase === 'idle') return { ...alarm, suppression };
    return { ...alarm, suppression, heldFrom: alarm.heldFrom ?? before };
  }

  #awaitSuppression({ name, suppression }: CompositeState): void {
    if (!('untilMs' in suppression)) return;
    this.#options.clock.at(suppression.untilMs, async () => {
      const alarm = this.#alarms.get(name);
      if (alarm?.kind !== 'composite' || alarm.suppression !== suppression) return;
      await this.#options.tell(this.#moveSuppression(alarm, { phase: 'idle' }));
    });
  }

  #valueOf({ compiled }: CompositeState): 'ALARM' | 'OK' {
    const stateOf = (name: string) => this.#alarms.get(name)?.state.value ?? 'INSUFFICIENT_DATA';
    return ruleHolds(compiled.rule, stateOf) ? 'ALARM' : 'OK';
  }

  #childrenOf({ compiled }: CompositeState): Alarm[] {
    return compiled.children.flatMap((name) => this.#alarms.get(name) ?? []);
  }
}

function mutedAlarm(alarm: Alarm, mutedFrom: AlarmState | undefined): Alarm {
  const { mutedFrom: _, ...unmuted } = alarm;
  return mutedFrom ? { ...unmuted, mutedFrom } : unmuted;
}

function transitionReason({ arn, state }: Alarm): { nowMs: number; reason: string } {
  const { sinceMs: nowMs, value } = state;
  return { nowMs, reason: `${arn} transitioned to ${value} at ${longTime(nowMs)}` };
}

function triggeringAlarms(alarms: readonly Alarm[]): string {
  return JSON.stringify({
    triggeringAlarms: alarms.map(({ arn, state }) => ({
      arn,
      state: { value: state.value, timestamp: isoTime(state.sinceMs) },
    })),
  });
}
