import { Problem } from '../../shared/problem.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { changeToggles } from './change-toggles.ts';
import type { Edit } from './edit.ts';
import { offVariantOf } from './on-off.ts';
import { requireToggle } from './require-toggle.ts';
import { serveEverybody } from './serve-everybody.ts';

/** Serves the off variant to everybody. Targeting goes; undo brings it back. */
export function disableToggle(document: ToggleDocument, key: string): Edit {
  const toggle = requireToggle(document, key);
  const variant = offVariantOf(toggle);
  if (variant === undefined) {
    const names = Object.keys(toggle.variants).join(', ');
    throw new Problem(
      'toggle_invalid',
      `${key} has no variant 'off', none that is false and no safeVariant: set one of ${names} instead`,
    );
  }
  const changes = new Map([[key, serveEverybody(toggle, variant)]]);
  return changeToggles(document, changes, `${key}: ${variant} for everybody`);
}
