import type { ToggleDocument } from '../toggle-document.ts';
import { changeToggles } from './change-toggles.ts';
import type { Edit } from './edit.ts';
import { requireToggle } from './require-toggle.ts';

/** Switches a toggle: `variant` is served from now on to everybody whom no targeting rule names. */
export function setDefaultVariant(document: ToggleDocument, key: string, variant: string): Edit {
  const toggle = requireToggle(document, key);
  const next = { ...toggle, defaultVariant: variant };
  return changeToggles(
    document,
    new Map([[key, next]]),
    `${key}: ${toggle.defaultVariant} -> ${variant}`,
  );
}
