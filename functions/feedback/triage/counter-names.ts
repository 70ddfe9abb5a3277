import type { Feedback } from '../feedback.ts';
import type { Countable } from './countable.ts';

/** Counted under this where no release is known, as exposures are: none is named, or one that the stage never had. */
const UNKNOWN_RELEASE = 'unknown';

/**
 * The counters that feedback goes into, once each, within its hour: one of its release, and one for each variant that the
 * page had: `a1b2c3d#*`, `a1b2c3d#new-checkout:on`.
 */
export function counterNames(
  { release, toggles = {} }: Feedback['context'],
  { releases, variants }: Countable,
): readonly [string, ...(readonly string[])] {
  const known = release !== undefined && releases.has(release) ? release : UNKNOWN_RELEASE;
  const served = Object.entries(toggles).filter(([key, variant]) =>
    variants.get(key)?.has(variant),
  );
  return [releaseCounter(known), ...served.map(([key, variant]) => `${known}#${key}:${variant}`)];
}

/** @param release - one that the stage had */
export function releaseCounter(release: string): string {
  return `${release}#*`;
}
