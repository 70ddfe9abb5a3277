import { Problem } from '../shared/problem.ts';
import type { Toggle } from './toggle.ts';
import { type ToggleDocument, toggleOf } from './toggle-document.ts';

/** The toggle of this key. Throws `toggle_unknown`, naming those that there are. */
export function requireToggle(document: ToggleDocument, key: string): Toggle {
  const toggle = toggleOf(document, key);
  if (toggle) return toggle;
  const known = Object.keys(document.flags).sort().join(', ') || 'none';
  throw new Problem('toggle_unknown', `There is no toggle '${key}'. Known: ${known}`);
}
