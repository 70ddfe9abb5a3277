import type { FeatureFlag } from '@openfeature/flagd-core';
import { decide } from './decide.ts';
import type { Snapshot } from './evaluate.ts';
import type { CompiledToggle } from './lazy-flags.ts';
import type { Resolution } from './resolution.ts';
import { safeVariantOf } from './toggle.ts';

/** One toggle of one snapshot: decided already where everybody gets the same, or else with the rule that decides. */
export type PreparedToggle =
  | { readonly resolution: Resolution; readonly rule: undefined }
  | { readonly resolution: undefined; readonly rule: FeatureFlag };

/** Never throws: a toggle that cannot be compiled is one that gives everybody an error. */
export function prepareToggle(snapshot: Snapshot, key: string): PreparedToggle {
  try {
    const compiled = snapshot.flags.find(key);
    if (!compiled) return fixed({ errorCode: 'FLAG_NOT_FOUND' });
    const kill = Object.hasOwn(snapshot.kills, key) ? snapshot.kills[key] : undefined;
    if (kill) return fixed(safe(compiled, kill.variant));
    if (compiled.toggle.state === 'DISABLED') return fixed(safe(compiled));
    if (isForEverybody(compiled)) return fixed(decide(compiled.rule, {}));
    return { resolution: undefined, rule: compiled.rule };
  } catch {
    return fixed({ errorCode: 'PARSE_ERROR' });
  }
}

function fixed(resolution: Resolution): PreparedToggle {
  return { resolution: Object.freeze(resolution), rule: undefined };
}

/** An explicit value: the clients of other languages break on a disabled toggle without one. */
function safe({ toggle }: CompiledToggle, wanted?: string): Resolution {
  const known = wanted !== undefined && Object.hasOwn(toggle.variants, wanted);
  const variant = known ? wanted : safeVariantOf(toggle);
  const value = Object.hasOwn(toggle.variants, variant) ? toggle.variants[variant] : undefined;
  return value === undefined ? { errorCode: 'GENERAL' } : { value, variant, reason: 'DISABLED' };
}

function isForEverybody({ toggle: { targeting } }: CompiledToggle): boolean {
  return targeting === undefined || Object.keys(targeting).length === 0;
}
