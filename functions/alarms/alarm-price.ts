/** What an alarm watches, as far as its price depends on it. */
export interface PricedAlarm {
  readonly kind: 'metric' | 'composite';
  /** Of its metrics; math costs nothing by itself. */
  readonly metrics: number;
  readonly hasBand: boolean;
  readonly periodSeconds: number;
}

/** List prices of us-east-1, in dollars a month; the free tier left out. */
const METRIC_DOLLARS = 0.1;
const FAST_METRIC_DOLLARS = 0.3;
const COMPOSITE_DOLLARS = 0.5;

/** A band counts as two metrics more: its edges. */
const EDGES = 2;

/** What one alarm costs in a month, in dollars. */
export function monthlyDollars({ kind, metrics, hasBand, periodSeconds }: PricedAlarm): number {
  if (kind === 'composite') return COMPOSITE_DOLLARS;
  const each = periodSeconds < 60 ? FAST_METRIC_DOLLARS : METRIC_DOLLARS;
  return Math.round(100 * each * (metrics + (hasBand ? EDGES : 0))) / 100;
}
