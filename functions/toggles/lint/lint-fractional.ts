import type { Segments } from '../segments.ts';
import { error, type Finding, type Path, warning } from './finding.ts';
import { type RuleNode, ruleNodeOf } from './rule-node.ts';

/** Whole percents, or hundredths of one: a share is the same in both, so that changing over moves nobody. */
const TOTALS: readonly number[] = [100, 10_000];
const MAX_BUCKETS = 100;

interface Bucket {
  readonly at: Path;
  readonly bucket: unknown;
}

/** `fractional`: what users are spread by, then pairs of a variant and its share. */
export function lintFractional(
  { given, args }: RuleNode,
  path: Path,
  segments: Segments,
): readonly Finding[] {
  const at = [...path, 'fractional'];
  const buckets = args
    .map((bucket, index) => ({ bucket, at: [...at, index] }))
    .slice(isSpread(args[0]) ? 1 : 0);
  if (!Array.isArray(given) || buckets.length === 0 || buckets.length > MAX_BUCKETS) {
    const rule = `takes 1 to ${MAX_BUCKETS} buckets in a list`;
    return [error(at, 'bad_arguments', rule, 'write [["on", 25], ["off", 75]]')];
  }
  const findings = [...lintSpread(args[0], at, segments), ...buckets.flatMap(lintBucket)];
  if (findings.some(({ severity }) => severity === 'error')) return findings;
  return [...findings, ...lintTotal(buckets, at), ...lintRepeated(buckets)];
}

function isSpread(part: unknown): boolean {
  return !Array.isArray(part);
}

/** flagd-core takes text alone; a missing attribute would leave everybody at the default variant. */
function lintSpread(part: unknown, at: Path, segments: Segments): readonly Finding[] {
  if (!isSpread(part)) return [];
  const fix = 'write {"var": "company"}, or leave it out for the targetingKey';
  if (!['any', 'text'].includes(segments.typeOf(part))) {
    return [error([...at, 0], 'bad_type', 'must give the text that users are spread by', fix)];
  }
  if (!segments.isFixed(part)) return [];
  return [error([...at, 0], 'bad_arguments', 'puts everybody into one bucket', fix)];
}

function lintBucket({ bucket, at }: Bucket): readonly Finding[] {
  if (!Array.isArray(bucket) || bucket.length !== 2) {
    return [error(at, 'bad_weights', 'is no pair of variant and share', 'write ["on", 25]')];
  }
  const weight: unknown = bucket[1];
  const where = [...at, 1];
  if (ruleNodeOf(weight)) {
    const rule = 'is a share that is computed: nothing sees whether all add up to 100';
    return [warning(where, 'computed_weight', rule, "write steps with 'if' and fixed shares")];
  }
  if (Number.isInteger(weight) && Number(weight) >= 0) return [];
  const fix = 'for parts of a percent, write all shares in hundredths: they add up to 10000';
  return [error(where, 'bad_weights', 'must be a whole number from 0', fix)];
}

function lintTotal(buckets: readonly Bucket[], at: Path): readonly Finding[] {
  const weights = buckets.map(weightOf);
  if (weights.includes(undefined)) return [];
  const total = weights.reduce<number>((sum, weight) => sum + (weight ?? 0), 0);
  if (TOTALS.includes(total)) return [];
  const rule = `has shares that add up to ${total}`;
  return [error(at, 'bad_weights', rule, 'make them 100, or 10000 for hundredths of a percent')];
}

function lintRepeated(buckets: readonly Bucket[]): readonly Finding[] {
  const names = buckets.map(({ bucket }) =>
    Array.isArray(bucket) ? nameOf(bucket[0]) : undefined,
  );
  return buckets
    .filter((_, index) => names[index] !== undefined && names.indexOf(names[index]) < index)
    .map(({ at }) =>
      error([...at, 0], 'duplicate_variant', 'has a bucket already', 'add the two shares up'),
    );
}

function nameOf(variant: unknown): string | undefined {
  return typeof variant === 'string' ? variant : undefined;
}

function weightOf({ bucket }: Bucket): number | undefined {
  const weight: unknown = Array.isArray(bucket) ? bucket[1] : undefined;
  return typeof weight === 'number' ? weight : undefined;
}
