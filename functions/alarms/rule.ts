import type { MissingData } from './judgement.ts';

/** When an alarm fires, as far as a recorded series can be judged by it. */
export type AlarmRule = BandRule | ThresholdRule;

interface Judged {
  /** M of N: so many of the latest N datapoints must breach. */
  readonly datapointsToAlarm: number;
  readonly evaluationPeriods: number;
  readonly periodSeconds: number;
  readonly missingData: MissingData;
}

/** Outside of what was learned as normal. */
export interface BandRule extends Judged {
  readonly kind: 'band';
  /** Half-width in standard deviations: CloudWatch's second argument of `ANOMALY_DETECTION_BAND`. */
  readonly deviations: number;
  readonly side: 'above' | 'below' | 'either';
}

export interface ThresholdRule extends Judged {
  readonly kind: 'threshold';
  readonly comparison: 'above' | 'atLeast' | 'below' | 'atMost';
  readonly threshold: number;
}
