import { lintDocument } from '../lint/lint.ts';
import { toggleInvalid } from '../lint/toggle-invalid.ts';
import type { Toggle } from '../toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import type { Edit } from './edit.ts';

/** Toggles by key, as they are to be; undefined: gone. */
export type ToggleChanges = ReadonlyMap<string, Toggle | undefined>;

/** The edit that makes these changes and no other. Throws `toggle_invalid` where one of them breaks a rule. */
export function changeToggles(
  document: ToggleDocument,
  changes: ToggleChanges,
  summary: string,
): Edit {
  const flags = Object.fromEntries(
    [
      ...new Map<string, Toggle | undefined>([...Object.entries(document.flags), ...changes]),
    ].filter((entry): entry is [string, Toggle] => entry[1] !== undefined),
  );
  return checkedEdit({ document: { ...document, flags }, summary, keys: [...changes.keys()] });
}

/** The edit, unless a toggle that it changes breaks a rule: then `toggle_invalid`. Dates are judged when it is saved. */
export function checkedEdit(edit: Edit): Edit {
  const findings = lintDocument(edit.document, {
    keys: edit.keys,
    segments: edit.segments ?? [],
  });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw toggleInvalid(errors);
  return edit;
}
