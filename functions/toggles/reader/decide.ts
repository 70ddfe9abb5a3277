import type { FeatureFlag } from '@openfeature/flagd-core';
import type { EvaluationContext, Reason } from './evaluation.ts';
import { KeyWatch } from './key-watch.ts';
import type { CompiledToggle } from './lazy-flags.ts';
import type { Resolution } from './resolution.ts';

/** Lets a toggle's rule decide for one user. Never throws. */
export function decide(
  { rule, percentage }: Pick<CompiledToggle, 'rule' | 'percentage'>,
  context: EvaluationContext,
): Resolution {
  try {
    const { targetingKey } = context;
    if (typeof targetingKey !== 'string' || targetingKey === '') {
      return decideWithoutKey(rule, context);
    }
    return percentage ? percentage(targetingKey) : resolve(rule, context);
  } catch {
    return { errorCode: isObject(context) ? 'GENERAL' : 'INVALID_CONTEXT' };
  }
}

/** Most rules need no key. flagd gives whom it cannot spread the default variant, which no caller could mean. */
function decideWithoutKey(rule: FeatureFlag, context: EvaluationContext): Resolution {
  if (!isObject(context)) return { errorCode: 'INVALID_CONTEXT' };
  const { targetingKey, ...attributes } = context;
  const watch = new KeyWatch();
  const resolution = resolve(rule, attributes, watch);
  if (!watch.wasSought) return resolution;
  const isMissing = targetingKey === undefined || targetingKey === null || targetingKey === '';
  return { errorCode: isMissing ? 'TARGETING_KEY_MISSING' : 'INVALID_CONTEXT' };
}

function resolve(rule: FeatureFlag, context: EvaluationContext, watch?: KeyWatch): Resolution {
  const { value, variant, reason, errorCode } = rule.evaluate(context as Context, watch);
  if (value === undefined || value === null || variant === undefined) {
    return { errorCode: errorCode === 'PARSE_ERROR' ? 'PARSE_ERROR' : 'GENERAL' };
  }
  return { value, variant, reason: reason as Reason }; // STATIC, DEFAULT or TARGETING_MATCH
}

function isObject(context: unknown): boolean {
  return typeof context === 'object' && context !== null;
}

type Context = Parameters<FeatureFlag['evaluate']>[0];
