import { Problem } from '../../shared/problem.ts';
import type { Toggle } from '../toggle.ts';
import { type ToggleDocument, toggleOf } from '../toggle-document.ts';
import { changeToggles } from './change-toggles.ts';
import type { Edit } from './edit.ts';

/** Adds a toggle. One of the same key is never overwritten. */
export function createToggle(document: ToggleDocument, key: string, toggle: Toggle): Edit {
  if (toggleOf(document, key)) {
    throw new Problem('toggle_invalid', `There is a toggle '${key}' already: choose another key`);
  }
  return changeToggles(document, new Map([[key, toggle]]), `created ${key}`);
}
