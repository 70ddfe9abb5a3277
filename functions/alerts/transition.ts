import type { AlarmFacts } from './alarm-facts.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** One change of one alarm's state, as SNS (ALARM only) or EventBridge (every change) told it. */
export interface Transition {
  readonly alarmName: string;
  readonly alarmArn: string;
  readonly state: AlarmState;
  /** CloudWatch's `StateChangeTime`, ISO 8601 in UTC with milliseconds: what transitions of one alarm are ordered by. */
  readonly at: string;
  /** CloudWatch's own words. */
  readonly reason: string;
  /** What the alarm watches, for people. */
  readonly sentence: string;
  /** Of an alarm that says none: its service is `unknown`, its severity that of the topic, `ticket` otherwise. */
  readonly facts: AlarmFacts;
  readonly source: 'sns' | 'events';
  /**
   * A mute rule or a suppressor kept its actions back, or EventBridge alone tells of an alarm without facts, which may have no
   * action: it opens no alert. CloudWatch sends the action later, with the same `at`, where the alarm still fires when the
   * silence ends.
   */
  readonly isMuted: boolean;
  /** Of a band that has not learned yet, which is why it is muted. @default - it is none, or has */
  readonly isLearning?: true;
  /** How bad, against what is normal. @default - CloudWatch did not say */
  readonly measured?: Measured;
  /** When the oldest datapoint that counts began, ISO 8601. @default - not known */
  readonly beganAt?: string;
  /** The only metric that it watches. @default - a composite, or math of several */
  readonly metric?: WatchedMetric;
  /** What math is made of. @default - it is none, or of one metric */
  readonly madeOf?: readonly WatchedMetric[];
}

export interface Measured {
  /** The latest datapoint. */
  readonly value: number;
  /** The edges of the band, or the threshold as the one that was crossed. */
  readonly lower?: number;
  readonly upper?: number;
}

export interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Average`, `p50`, … */
  readonly statistic: string;
  readonly periodSeconds: number;
}
