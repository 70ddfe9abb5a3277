import type { Feedback } from '../feedback.ts';

/** Counted under this where no release is known, as exposures are. */
const UNKNOWN_RELEASE = 'unknown';

/**
 * The counters that feedback goes into, within its hour: one of its release, and one for each variant that the page
 * had: `a1b2c3d#*`, `a1b2c3d#new-checkout:on`.
 */
export function counterNames({
  release,
  toggles = {},
}: Feedback['context']): readonly [string, ...(readonly string[])] {
  const prefix = `${release ?? UNKNOWN_RELEASE}#`;
  const variants = Object.entries(toggles).map(([key, variant]) => `${prefix}${key}:${variant}`);
  return [`${prefix}*`, ...variants];
}

/** The hour in UTC that a moment counts under: `2026-11-23T09`. */
export function countedHour(isoTime: string): string {
  return isoTime.slice(0, '2026-11-23T09'.length);
}
