import type { LearnedBands } from './learned-bands.ts';
import type { AlarmRule, BandRule, ThresholdRule } from './rule.ts';

/** What a value may be at one period; an edge that is absent allows all. */
export interface Limits {
  readonly lower?: number;
  readonly upper?: number;
}

/** How far a value lies beyond what a rule allows at period `i`: positive or 0 breaches where `isBreach` says so. */
export interface Measured {
  readonly isBreach: boolean;
  /** How far beyond the limit, in the metric's unit; negative within. */
  readonly beyond: number;
}

/** Undefined where nothing was learned yet: as if the point were missing. */
export type Measure = (value: number, i: number) => Measured | undefined;

export function measureBy(rule: AlarmRule, bands: LearnedBands | undefined): Measure {
  return rule.kind === 'threshold' ? byThreshold(rule) : byBand(rule, bands);
}

/** What a chart draws. */
export function limitsAt(rule: AlarmRule, bands: LearnedBands | undefined, i: number): Limits {
  if (rule.kind === 'threshold') {
    return isUpper(rule) ? { upper: rule.threshold } : { lower: rule.threshold };
  }
  const [centre = Number.NaN, deviation = Number.NaN] = [bands?.centres[i], bands?.deviations[i]];
  if (Number.isNaN(centre)) return {};
  const half = rule.deviations * deviation;
  return {
    ...(rule.side !== 'below' && { upper: centre + half }),
    ...(rule.side !== 'above' && { lower: centre - half }),
  };
}

function isUpper({ comparison }: ThresholdRule): boolean {
  return comparison === 'above' || comparison === 'atLeast';
}

function byThreshold(rule: ThresholdRule): Measure {
  const { threshold, comparison } = rule;
  const sign = isUpper(rule) ? 1 : -1;
  const isEdgeIn = comparison === 'atLeast' || comparison === 'atMost';
  return (value) => {
    const beyond = sign * (value - threshold);
    return { beyond, isBreach: isEdgeIn ? beyond >= 0 : beyond > 0 };
  };
}

function byBand(rule: BandRule, bands: LearnedBands | undefined): Measure {
  return (value, i) => {
    const { upper = Infinity, lower = -Infinity } = limitsAt(rule, bands, i);
    if (upper === Infinity && lower === -Infinity) return undefined;
    const beyond = Math.max(value - upper, lower - value);
    return { beyond, isBreach: beyond > 0 };
  };
}
