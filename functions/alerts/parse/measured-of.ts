import type { Measured } from '../transition.ts';
import { type JsonObject, jsonObject, parsed } from './json-object.ts';

/** A datapoint as reasons list it: `99.5 (02/10/19 16:59:00)`, day first, in UTC. */
const POINT = /(-?\d[\d.]*(?:E-?\d+)?) \((\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)\)/g;

const NUMBERS = '\\[([^\\]]*)\\]';
const LOWER = new RegExp(`less than the lower thresholds ${NUMBERS}`);
const UPPER = new RegExp(`greater than the upper thresholds ${NUMBERS}`);
const FIXED = /(greater|less) than (?:or equal to )?the threshold \((-?\d[\d.]*(?:E-?\d+)?)\)/;

/**
 * How bad it is, of CloudWatch's reason in words, and of the one for programs where there is one (EventBridge only): that one
 * has both edges of a band.
 */
export function measuredOf(reason: string, reasonData: string): { readonly measured?: Measured } {
  const latest = pointsIn(reason).at(-1);
  const data = jsonObject(parsed(reasonData)) ?? {};
  const value = lastIn(data['recentDatapoints']) ?? latest?.value;
  if (value === undefined) return {};
  const edges = { ...edgesInWords(reason), ...edgesIn(data) };
  return { measured: { value, ...edges } };
}

/** When the oldest of the datapoints that decided began. */
export function beganAtOf(reason: string): { readonly beganAt?: string } {
  const [oldest] = pointsIn(reason);
  return oldest ? { beganAt: new Date(oldest.atMs).toISOString() } : {};
}

interface Point {
  readonly value: number;
  readonly atMs: number;
}

/** The oldest first. */
function pointsIn(reason: string): readonly Point[] {
  return [...reason.matchAll(POINT)]
    .map(([, value, day, month, year, time]) => ({
      value: Number(value),
      atMs: Date.parse(`20${year}-${month}-${day}T${time}Z`),
    }))
    .filter(({ value, atMs }) => Number.isFinite(value) && !Number.isNaN(atMs))
    .sort((one, other) => one.atMs - other.atMs);
}

function edgesInWords(reason: string): Omit<Measured, 'value'> {
  const [, side, threshold] = FIXED.exec(reason) ?? [];
  const fixed = Number(threshold);
  if (side !== undefined && Number.isFinite(fixed)) {
    return side === 'greater' ? { upper: fixed } : { lower: fixed };
  }
  return edges(lastOf(LOWER.exec(reason)?.[1]), lastOf(UPPER.exec(reason)?.[1]));
}

function edgesIn(data: JsonObject): Omit<Measured, 'value'> {
  return edges(lastIn(data['recentLowerThresholds']), lastIn(data['recentUpperThresholds']));
}

function edges(lower: number | undefined, upper: number | undefined) {
  return { ...(lower !== undefined && { lower }), ...(upper !== undefined && { upper }) };
}

function lastOf(list = ''): number | undefined {
  return lastIn(list.split(', ').map((text) => (text === '' ? Number.NaN : Number(text))));
}

function lastIn(list: unknown): number | undefined {
  const last: unknown = Array.isArray(list) ? list.at(-1) : undefined;
  return typeof last === 'number' && Number.isFinite(last) ? last : undefined;
}
