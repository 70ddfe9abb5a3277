import { isDeepStrictEqual } from 'node:util';
import type { Toggle } from '../toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { changeToggles } from './change-toggles.ts';
import type { Edit } from './edit.ts';
import { requireToggle } from './require-toggle.ts';

/** Defines a toggle anew. Undefined where it is so already. */
export function replaceToggle(
  document: ToggleDocument,
  key: string,
  toggle: Toggle,
): Edit | undefined {
  if (isDeepStrictEqual(requireToggle(document, key), toggle)) return undefined;
  return changeToggles(document, new Map([[key, toggle]]), `replaced ${key}`);
}
