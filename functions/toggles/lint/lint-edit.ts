import { isoTime } from '../../shared/clock.ts';
import type { Edit } from '../edits/edit.ts';
import { lintDocument } from './lint.ts';
import { toggleInvalid } from './toggle-invalid.ts';

/** Throws `toggle_invalid`, with every fault of the toggles that the edit touches. What was wrong before stops nobody. */
export function lintEdit(edit: Edit, nowMs: number): void {
  const { document, keys, segments = [], acceptsExpired } = edit;
  const today = isoTime(nowMs).slice(0, 'YYYY-MM-DD'.length);
  const findings = lintDocument(document, { keys, segments, ...(!acceptsExpired && { today }) });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw toggleInvalid(errors);
}
