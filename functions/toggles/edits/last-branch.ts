import type { Toggle } from '../toggle.ts';

/** A percentage of one variant against another, as flagd's `fractional` writes it. */
export interface Split {
  /** What users are spread by. @default - the toggle's key and the user's targetingKey */
  readonly by?: object;
  /** In the order in which the buckets stand: who is in the first stays there while it grows. */
  readonly buckets: readonly [Bucket, Bucket];
}

export interface Bucket {
  readonly variant: string;
  /** Relative to the sum of both. */
  readonly weight: number;
}

/** What users get whom no condition of a toggle's targeting names. `undefined`: something else than these two. */
export type LastBranch = { readonly variant: string } | Split | undefined;

/** The else of the last `if`, or the whole targeting where it has no condition, or the default variant. */
export function lastBranchOf({ targeting, defaultVariant }: Toggle): LastBranch {
  if (!hasRule(targeting)) return { variant: defaultVariant };
  const branch = lastOf(targeting);
  if (branch === undefined || branch === null) return { variant: defaultVariant };
  if (typeof branch === 'string') return { variant: branch };
  return splitOf(branch);
}

/** The toggle with another last branch. Its conditions stay. */
export function withLastBranch(toggle: Toggle, branch: Exclude<LastBranch, undefined>): Toggle {
  const { targeting, ...rest } = toggle;
  if (isIf(targeting)) return { ...rest, targeting: replaceLast(targeting, written(branch)) };
  if ('variant' in branch) return { ...rest, defaultVariant: branch.variant };
  return { ...rest, targeting: written(branch) as object };
}

interface If {
  readonly if: readonly unknown[];
}

/** Conditions and branches in turn; an odd one at the end is the else. */
function lastOf(rule: unknown): unknown {
  if (!isIf(rule)) return rule;
  return rule.if.length % 2 === 1 ? lastOf(rule.if.at(-1)) : null;
}

function replaceLast({ if: parts }: If, branch: unknown): If {
  if (parts.length % 2 === 0) return { if: [...parts, branch] };
  const last = parts.at(-1);
  return { if: [...parts.slice(0, -1), isIf(last) ? replaceLast(last, branch) : branch] };
}

function written(branch: Exclude<LastBranch, undefined>): unknown {
  if ('variant' in branch) return branch.variant;
  const buckets = branch.buckets.map(({ variant, weight }) => [variant, weight]);
  return { fractional: branch.by ? [branch.by, ...buckets] : buckets };
}

function splitOf(rule: unknown): LastBranch {
  const parts = fractionalOf(rule);
  const [first] = parts;
  const by = isObject(first) && !Array.isArray(first) ? first : undefined;
  const [one, other, ...more] = parts.slice(by ? 1 : 0).map(bucketOf);
  if (!one || more.length > 0) return undefined;
  if (parts.length === (by ? 2 : 1)) return { variant: one.variant };
  return other && { ...(by && { by }), buckets: [one, other] };
}

function fractionalOf(rule: unknown): readonly unknown[] {
  if (!isObject(rule) || !('fractional' in rule)) return [];
  return Array.isArray(rule.fractional) ? rule.fractional : [];
}

function bucketOf(bucket: unknown): Bucket | undefined {
  if (!Array.isArray(bucket)) return undefined;
  const [variant, weight = 1]: readonly unknown[] = bucket;
  return typeof variant === 'string' && typeof weight === 'number'
    ? { variant, weight }
    : undefined;
}

function hasRule(targeting: object | undefined): boolean {
  return targeting !== undefined && Object.keys(targeting).length > 0;
}

function isIf(rule: unknown): rule is If {
  return isObject(rule) && 'if' in rule && Array.isArray(rule.if) && rule.if.length > 1;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
