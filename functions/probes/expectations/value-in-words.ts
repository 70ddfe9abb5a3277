import type { Json } from '../targets/expectation.ts';
import { excerpt } from './excerpt.ts';
import { masked } from './masked.ts';

const MAX_PARTS = 4;
const MAX_DEPTH = 3;

/** A value of JSON in a sentence: as much of it as can be taken in at a glance. */
export function valueInWords(value: Json | undefined): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? quoted(value) : excerpt(masked(sketch(value, MAX_DEPTH)));
}

/** Goes down a few levels only: what a target sends may be nested deeper than any recursion goes. */
function sketch(value: Json, depth: number): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${partsOf(value, depth, (part) => sketch(part, depth - 1))}]`;
  const member = ([name, part]: [string, Json]) => `${quoted(name)}:${sketch(part, depth - 1)}`;
  return `{${partsOf(Object.entries(value), depth, member)}}`;
}

function partsOf<T>(parts: readonly T[], depth: number, inWords: (part: T) => string): string {
  if (depth === 0) return parts.length === 0 ? '' : '…';
  const shown = parts.slice(0, MAX_PARTS).map(inWords);
  return [...shown, ...(parts.length > MAX_PARTS ? ['…'] : [])].join(',');
}

const quoted = (text: string) => `"${excerpt(masked(text))}"`;
