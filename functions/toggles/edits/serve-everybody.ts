import type { Toggle } from '../toggle.ts';

/** The toggle with `variant` for everybody: on, and without targeting. */
export function serveEverybody(toggle: Toggle, variant: string): Toggle {
  const { targeting: _targeting, ...rest } = toggle;
  return { ...rest, state: 'ENABLED', defaultVariant: variant };
}
