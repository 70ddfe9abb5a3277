import { Problem } from '../../shared/problem.ts';
import { safeVariantOf, type Toggle } from '../toggle.ts';

/** What a kill is to serve: the toggle's safe variant, or the one that is wanted. Throws `toggle_invalid`. */
export function killVariantOf(key: string, toggle: Toggle, wanted?: string): string {
  if (wanted === undefined) return safeVariantOf(toggle);
  if (Object.hasOwn(toggle.variants, wanted)) return wanted;
  const names = Object.keys(toggle.variants).join(', ');
  throw new Problem('toggle_invalid', `${key} has no variant '${wanted}'. Choose: ${names}`);
}
