import type { TimeSeries } from '../../../functions/alarms/time-series.ts';

/** What a metric math expression, or a part of it, comes to. */
export type MathValue =
  | { readonly kind: 'scalar'; readonly value: number | undefined }
  | { readonly kind: 'series'; readonly points: TimeSeries }
  | { readonly kind: 'list'; readonly items: readonly TimeSeries[] };

export type MathKind = MathValue['kind'];

export function series(points: TimeSeries): MathValue {
  return { kind: 'series', points };
}

export function scalar(value: number | undefined): MathValue {
  return { kind: 'scalar', value };
}

/** Applies `change` to every number that is there. */
export function mapValue(
  value: MathValue,
  change: (number: number) => number | undefined,
): MathValue {
  const each = (point: number | undefined) => (point === undefined ? undefined : change(point));
  if (value.kind === 'scalar') return scalar(each(value.value));
  if (value.kind === 'series') return series(value.points.map(each));
  return { kind: 'list', items: value.items.map((points) => points.map(each)) };
}

/** The number at span `i`: a scalar is the same at all. */
export function pointAt(value: MathValue, i: number): number | undefined {
  if (value.kind === 'scalar') return value.value;
  return value.kind === 'series' ? value.points[i] : undefined;
}
