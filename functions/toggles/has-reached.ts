import { offVariantOf, onVariantOf } from './edits/on-off.ts';
import { servedVariantsOf } from './served-variants.ts';
import type { StageToggle } from './stage-toggles.ts';
import { safeVariantOf, type Toggle } from './toggle.ts';

/**
 * Whether somebody has what a toggle switches on, as far as that can be said without knowing them: everybody has it, or
 * they had it and it is served still. A kill takes it from all.
 *
 * @param had - the variant that they were seen with
 */
export function hasReached({ toggle, kill }: StageToggle, had: string | undefined): boolean {
  if (kill) return false;
  const { variants, areAll } = servedVariantsOf(toggle);
  const isOn = (variant: string) => isOnVariant(toggle, variant);
  if (areAll && [...variants].every(isOn)) return true;
  return had !== undefined && isOn(had) && variants.has(had);
}

/** The off variant is not, nor is the safe one, unless it is called on: a kill may be there to keep something on. */
function isOnVariant(toggle: Toggle, variant: string): boolean {
  if (variant === onVariantOf(toggle)) return true;
  return variant !== offVariantOf(toggle) && variant !== safeVariantOf(toggle);
}
