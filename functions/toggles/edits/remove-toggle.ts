import type { ToggleDocument } from '../toggle-document.ts';
import { changeToggles } from './change-toggles.ts';
import type { Edit } from './edit.ts';
import { requireToggle } from './require-toggle.ts';

/** Removes a toggle: readers then get their code's own default. Its segments stay. */
export function removeToggle(document: ToggleDocument, key: string): Edit {
  requireToggle(document, key);
  return changeToggles(document, new Map([[key, undefined]]), `removed ${key}`);
}
