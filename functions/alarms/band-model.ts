import { quantileInPlace } from './quantile.ts';
import type { Spans, TimeSeries } from './time-series.ts';

const HOURS = 24;
const HOUR_MS = 3_600_000;

/** Fewer points teach nothing: until then there is no band, and the alarm has insufficient data. */
const FEWEST_POINTS = 24;

/** Makes the median absolute deviation of normally distributed values their standard deviation. */
const MAD_TO_DEVIATION = 1.4826;

/** Residuals beyond so many deviations are incidents, not noise: kept, they would hide the next one. */
const INCIDENT_DEVIATIONS = 8;

/** The widest of 99 % of residuals counts as three deviations: operational metrics have long tails. */
const TAIL_SHARE = 0.99;
const TAIL_DEVIATIONS = 3;

/** A metric that hardly moves still may by this share of its level. */
const LEAST_SHARE_OF_LEVEL = 0.01;

/** What is normal for a metric: a centre for each hour of the day (UTC), and one deviation. */
export interface BandModel {
  readonly centres: readonly number[];
  readonly deviation: number;
}

/**
 * Learns a band from at most two weeks of points. An approximation: CloudWatch's own model is closed. This one is the
 * median for each hour of the day, drawn towards the median of all as long as the hour has few points; it knows no
 * trend and no weekly rhythm.
 */
export function trainBand(points: TimeSeries, spans: Spans): BandModel | undefined {
  const byHour: number[][] = Array.from({ length: HOURS }, () => []);
  points.forEach((value, i) => {
    if (value !== undefined) byHour[hourOfDay(spans.startMs + i * spans.periodMs)]?.push(value);
  });
  const values = Float64Array.from(byHour.flat());
  if (values.length < FEWEST_POINTS) return undefined;

  const level = quantileInPlace(values, 0.5);
  const pointsOfOneDay = Math.max(1, HOUR_MS / spans.periodMs);
  const centres = byHour.map((own) => shrunk(Float64Array.from(own), level, pointsOfOneDay));
  const residuals = byHour.flatMap((own, hour) =>
    own.map((value) => Math.abs(value - (centres[hour] ?? level))),
  );
  return { centres, deviation: deviationOf(Float64Array.from(residuals), level) };
}

/** The middle of the band at a moment. */
export function centreAt({ centres }: BandModel, atMs: number): number | undefined {
  return centres[hourOfDay(atMs)];
}

/** The hour's median counts as many times as it has points, the median of all as one day's points of the hour. */
function shrunk(values: Float64Array, level: number, pointsOfOneDay: number): number {
  if (values.length === 0) return level;
  const own = quantileInPlace(values, 0.5);
  return (own * values.length + level * pointsOfOneDay) / (values.length + pointsOfOneDay);
}

function deviationOf(residuals: Float64Array, level: number): number {
  const deviation = MAD_TO_DEVIATION * quantileInPlace(residuals, 0.5);
  const usual = residuals.filter((residual) => residual <= INCIDENT_DEVIATIONS * deviation);
  const tail = quantileInPlace(usual, TAIL_SHARE) / TAIL_DEVIATIONS;
  return Math.max(deviation, tail, LEAST_SHARE_OF_LEVEL * Math.abs(level));
}

function hourOfDay(atMs: number): number {
  return Math.floor(atMs / HOUR_MS) % HOURS;
}
