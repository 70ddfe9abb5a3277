import { isoDate } from '../../shared/iso-date.ts';
import type { Edit } from '../edits/edit.ts';
import { lintDocument } from './lint.ts';
import { toggleInvalid } from './toggle-invalid.ts';

/** Throws `toggle_invalid`, with every fault of the toggles that the edit touches. What was wrong before stops nobody. */
export function lintEdit(edit: Edit, nowMs: number): void {
  const { document, keys, segments = [], acceptsExpired } = edit;
  const today = isoDate(nowMs);
  const findings = lintDocument(document, { keys, segments, ...(!acceptsExpired && { today }) });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw toggleInvalid(errors);
}
