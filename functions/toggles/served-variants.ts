import { isObject, own } from './lint/json-object.ts';
import { branchesOf, ruleNodeOf } from './lint/rule-node.ts';
import { percentagesOf } from './percentages.ts';
import { safeVariantOf, type Toggle } from './toggle.ts';

export interface ServedVariants {
  /** What somebody may get, whatever conditions say. */
  readonly variants: ReadonlySet<string>;
  /** False where a rule computes variants: there may be more. */
  readonly areAll: boolean;
}

/** The variants that a toggle's definition leads to. */
export function servedVariantsOf(toggle: Toggle): ServedVariants {
  const { state, targeting, defaultVariant } = toggle;
  if (state === 'DISABLED') return { variants: new Set([safeVariantOf(toggle)]), areAll: true };
  const isRuled = isObject(targeting) && Object.keys(targeting).length > 0;
  const leaves = isRuled ? leavesOf(targeting) : [null];
  const variants = leaves.flatMap((leaf) => leaf ?? (leaf === null ? defaultVariant : []));
  return { variants: new Set(variants), areAll: !leaves.includes(undefined) };
}

/** Names of variants, null for the default, undefined for what is computed. */
function leavesOf(rule: unknown): readonly (string | null | undefined)[] {
  if (rule === null || typeof rule === 'string') return [rule];
  if (typeof rule === 'boolean') return [String(rule)]; // flagd takes true for 'true'
  const node = ruleNodeOf(rule);
  if (node?.operator === 'if')
    return branchesOf(node.args).flatMap(({ branch }) => leavesOf(branch));
  const buckets = own(rule, 'fractional');
  const shares = percentagesOf(Array.isArray(buckets) ? buckets : undefined);
  if (!shares) return [undefined];
  return Object.keys(shares).filter((variant) => (shares[variant] ?? 0) > 0);
}
