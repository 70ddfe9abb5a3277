import { safeVariantOf } from '../toggle.ts';
import { decide } from './decide.ts';
import type { Snapshot } from './evaluate.ts';
import type { CompiledToggle } from './lazy-flags.ts';
import type { Resolution } from './resolution.ts';

/** One toggle of one snapshot: decided already where everybody gets the same, or else with its rule that decides. */
export type PreparedToggle =
  | { readonly resolution: Resolution; readonly compiled: undefined }
  | { readonly resolution: undefined; readonly compiled: CompiledToggle };

/** Never throws: a toggle that cannot be compiled is one that gives everybody an error. */
export function prepareToggle(snapshot: Snapshot, key: string): PreparedToggle {
  try {
    const compiled = snapshot.flags.find(key);
    if (!compiled) return fixed({ errorCode: 'FLAG_NOT_FOUND' });
    const kill = Object.hasOwn(snapshot.kills, key) ? snapshot.kills[key] : undefined;
    if (kill) return fixed(safe(compiled, kill.variant));
    if (compiled.toggle.state === 'DISABLED') return fixed(safe(compiled));
    if (isForEverybody(compiled)) return fixed(decide(compiled, {}));
    return { resolution: undefined, compiled };
  } catch {
    return fixed({ errorCode: 'PARSE_ERROR' });
  }
}

function fixed(resolution: Resolution): PreparedToggle {
  return { resolution: Object.freeze(resolution), compiled: undefined };
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
