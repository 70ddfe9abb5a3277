import { isIfChain, lastRuleOf, withLastRule } from '../if-chain.ts';
import { isObject, own } from '../lint/json-object.ts';
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
export function lastBranchOf(toggle: Toggle): LastBranch {
  const rule = ruleOf(toggle);
  if (rule === null) return { variant: toggle.defaultVariant };
  if (typeof rule !== 'object') return { variant: String(rule) }; // flagd takes true for 'true'
  return splitOf(rule);
}

/** Ends in a variant or in percentages, of however many variants: not in a rule that decides by itself. */
export function hasLastBranch(toggle: Toggle): boolean {
  const rule = ruleOf(toggle);
  return typeof rule !== 'object' || rule === null || own(rule, 'fractional') !== undefined;
}

/** The toggle with another last branch. Its conditions stay. */
export function withLastBranch(toggle: Toggle, branch: Exclude<LastBranch, undefined>): Toggle {
  const { targeting, ...rest } = toggle;
  if (isIfChain(targeting)) return { ...rest, targeting: withLastRule(targeting, written(branch)) };
  if ('variant' in branch) return { ...rest, defaultVariant: branch.variant };
  return { ...rest, targeting: written(branch) as object };
}

/** Null: the default variant. */
function ruleOf({ targeting }: Toggle): unknown {
  const isNone = targeting === undefined || Object.keys(targeting).length === 0;
  return isNone ? null : (lastRuleOf(targeting) ?? null);
}

function written(branch: Exclude<LastBranch, undefined>): unknown {
  if ('variant' in branch) return branch.variant;
  const buckets = branch.buckets.map(({ variant, weight }) => [variant, weight]);
  return { fractional: branch.by ? [branch.by, ...buckets] : buckets };
}

function splitOf(rule: unknown): LastBranch {
  const members = own(rule, 'fractional');
  const parts: readonly unknown[] = Array.isArray(members) ? members : [];
  const [first] = parts;
  const by = isObject(first) ? first : undefined;
  const [one, other, ...more] = parts.slice(by ? 1 : 0).map(bucketOf);
  if (!one || more.length > 0) return undefined;
  if (parts.length === (by ? 2 : 1)) return { variant: one.variant };
  return other && { ...(by && { by }), buckets: [one, other] };
}

function bucketOf(bucket: unknown): Bucket | undefined {
  if (!Array.isArray(bucket)) return undefined;
  const [variant, weight = 1]: readonly unknown[] = bucket;
  return typeof variant === 'string' && typeof weight === 'number'
    ? { variant, weight }
    : undefined;
}
