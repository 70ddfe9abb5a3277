import type { EvaluationContext, EvaluationError, Reason } from './evaluation.ts';
import type { CompiledToggle, LazyFlags } from './lazy-flags.ts';
import { safeVariantOf, type ToggleValue } from './toggle.ts';
import type { Kill } from './toggle-store.ts';

/** Everything that an answer depends on, at one moment. */
export interface Snapshot {
  readonly docVersion: number;
  readonly killVersion: number;
  readonly kills: Readonly<Record<string, Kill>>;
  readonly flags: LazyFlags;
}

export type Resolution =
  | { readonly value: ToggleValue; readonly variant: string; readonly reason: Reason }
  | { readonly errorCode: EvaluationError };

/** Decides one toggle for one user. Never throws. */
export function evaluate(snapshot: Snapshot, key: string, context: EvaluationContext): Resolution {
  try {
    const compiled = snapshot.flags.find(key);
    if (!compiled) return { errorCode: 'FLAG_NOT_FOUND' };
    const kill = Object.hasOwn(snapshot.kills, key) ? snapshot.kills[key] : undefined;
    if (kill) return safe(compiled, kill.variant);
    if (compiled.toggle.state === 'DISABLED') return safe(compiled);
    return decide(compiled, context);
  } catch {
    return { errorCode: 'PARSE_ERROR' }; // a rule that cannot be compiled
  }
}

/** An explicit value: the clients of other languages break on a disabled toggle without one. */
function safe({ toggle }: CompiledToggle, wanted?: string): Resolution {
  const known = wanted !== undefined && Object.hasOwn(toggle.variants, wanted);
  const variant = known ? wanted : safeVariantOf(toggle);
  const value = Object.hasOwn(toggle.variants, variant) ? toggle.variants[variant] : undefined;
  return value === undefined ? { errorCode: 'GENERAL' } : { value, variant, reason: 'DISABLED' };
}

function decide({ rule }: CompiledToggle, context: EvaluationContext): Resolution {
  const { value, variant, reason, errorCode } = rule.evaluate(context as Context);
  if (value === undefined || value === null || variant === undefined) {
    return { errorCode: errorCode === 'PARSE_ERROR' ? 'PARSE_ERROR' : 'GENERAL' };
  }
  return { value, variant, reason: reason as Reason }; // STATIC, DEFAULT or TARGETING_MATCH
}

type Context = Parameters<CompiledToggle['rule']['evaluate']>[0];
