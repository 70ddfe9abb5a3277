import type { Kill } from '../store/toggle-store.ts';
import type { Toggle } from '../toggle.ts';
import type { Rollout } from './rollout.ts';
import { stepOf } from './rollout.ts';
import { rolloutPercent } from './rollout-percent.ts';

/** The toggle as it is now. */
export interface ToggleNow {
  /** Absent: there is none. */
  readonly toggle?: Toggle;
  readonly kill?: Kill;
}

/**
 * What somebody else has decided about the toggle since the rollout last set it, as a sentence. Undefined: nothing, the
 * toggle is as the rollout left it, or as it was about to.
 */
export function overrideOf(rollout: Rollout, { toggle, kill }: ToggleNow): string | undefined {
  const { key, variant, servedPercent, pending } = rollout;
  if (!toggle) return `${key} was removed`;
  if (kill) return `${kill.who} killed ${key} (${kill.why})`;
  if (toggle.state === 'DISABLED') return `${key} was disabled`;
  const percent = rolloutPercent(toggle, variant);
  if (percent === undefined) return `the rules of ${key} were changed: they end in no percentage`;
  const isOurs = percent === servedPercent;
  const isAboutToBe = pending === 'percent' && percent === stepOf(rollout).percent;
  if (isOurs || isAboutToBe) return undefined;
  return `somebody set ${variant} to ${percent} %, where the rollout had ${servedPercent} %`;
}
