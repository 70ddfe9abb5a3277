import type { Kill } from '../store/toggle-store.ts';
import { decide } from './decide.ts';
import type { EvaluationContext } from './evaluation.ts';
import type { LazyFlags } from './lazy-flags.ts';
import { prepareToggle } from './prepared-toggle.ts';
import type { Resolution } from './resolution.ts';

/** Everything that an answer depends on, at one moment. */
export interface Snapshot {
  readonly docVersion: number;
  readonly killVersion: number;
  readonly kills: Readonly<Record<string, Kill>>;
  readonly flags: LazyFlags;
}

/** Decides one toggle for one user. Never throws. */
export function evaluate(snapshot: Snapshot, key: string, context: EvaluationContext): Resolution {
  const { resolution, compiled } = prepareToggle(snapshot, key);
  return resolution ?? decide(compiled, context);
}
