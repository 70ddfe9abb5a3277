/**
 * What differs from the default of one alarm: `alarms: { 'probe-health-latency': { band: 4, points: '3/5' } }`, by the alarm's
 * name after project and stage. `afterprod alarms suggest` prints such settings.
 */
export interface AlarmRuleSettings {
  /** Standard deviations from what is normal: from 1 to 10. Not with `above` or `below`. */
  readonly band?: number;
  /** A fixed limit in the metric's unit, in place of a band. */
  readonly above?: number;
  readonly below?: number;
  /** `M/N`: so many of the latest N datapoints must breach; a band's are never `1/1`. */
  readonly points?: `${number}/${number}`;
}

/** `off`: the alarm is not made. */
export type AlarmsSettings = Readonly<Record<string, AlarmRuleSettings | 'off'>>;
