import type { Alarm, AlarmState } from './alarm.ts';

/** Older items than the newest so many are let go; CloudWatch keeps them 30 days. */
const KEPT_ITEMS = 1_000;

/** One thing that happened to an alarm. */
export interface HistoryItem {
  readonly alarmName: string;
  readonly alarmType: 'MetricAlarm' | 'CompositeAlarm';
  /** In driven epoch milliseconds. */
  readonly atMs: number;
  readonly type: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  readonly summary: string;
  /** JSON text. */
  readonly data: string;
}

/** What happened to alarms, oldest first. */
export class AlarmHistory {
  readonly #items: HistoryItem[];

  constructor(items: readonly HistoryItem[] = []) {
    this.#items = [...items];
  }

  items(): readonly HistoryItem[] {
    return this.#items;
  }

  configured(alarm: Alarm, what: 'created' | 'updated' | 'deleted', atMs: number): void {
    this.#add(alarm, atMs, 'ConfigurationUpdate', `Alarm "${alarm.name}" ${what}`, { type: what });
  }

  changed(alarm: Alarm, before: AlarmState): void {
    const { state } = alarm;
    this.#add(
      alarm,
      state.sinceMs,
      'StateUpdate',
      `Alarm updated from ${before.value} to ${state.value}`,
      { oldState: told(before), newState: told(state) },
    );
  }

  acted(alarm: Alarm, action: string, atMs: number, error?: string): void {
    const summary =
      error === undefined
        ? `Successfully executed action ${action}`
        : `Failed to execute action ${action}. Received error: "${error}"`;
    const actionState = error === undefined ? 'Succeeded' : 'Failed';
    this.#add(alarm, atMs, 'Action', summary, {
      actionState,
      stateUpdateTimestamp: alarm.state.sinceMs,
      notificationResource: action,
      ...(error === undefined ? {} : { error }),
    });
  }

  #add(
    { name, kind }: Alarm,
    atMs: number,
    type: HistoryItem['type'],
    summary: string,
    data: object,
  ): void {
    this.#items.push({
      alarmName: name,
      alarmType: kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm',
      atMs,
      type,
      summary,
      data: JSON.stringify({ version: '1.0', ...data }),
    });
    if (this.#items.length > KEPT_ITEMS) this.#items.splice(0, this.#items.length - KEPT_ITEMS);
  }
}

function told({ value, reason, reasonData }: AlarmState): object {
  return {
    stateValue: value,
    stateReason: reason,
    ...(reasonData === undefined ? {} : { stateReasonData: JSON.parse(reasonData) }),
  };
}
