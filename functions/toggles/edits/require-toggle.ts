import { nearest } from '../../shared/nearest.ts';
import { Problem } from '../../shared/problem.ts';
import type { Toggle } from '../toggle.ts';
import { type ToggleDocument, toggleOf } from '../toggle-document.ts';

const MAX_NAMED = 20;

/** The toggle of this key. Throws `toggle_unknown`, naming the one that was probably meant, or those that there are. */
export function requireToggle(document: ToggleDocument, key: string): Toggle {
  const toggle = toggleOf(document, key);
  if (toggle) return toggle;
  const keys = Object.keys(document.flags).sort();
  const near = nearest(key, keys);
  const hint = near === undefined ? `Known: ${named(keys)}` : `Did you mean '${near}'?`;
  throw new Problem('toggle_unknown', `There is no toggle '${key}'. ${hint}`);
}

function named(keys: readonly string[]): string {
  if (keys.length === 0) return 'none';
  const more = keys.length > MAX_NAMED ? ` and ${keys.length - MAX_NAMED} more` : '';
  return `${keys.slice(0, MAX_NAMED).join(', ')}${more}`;
}
