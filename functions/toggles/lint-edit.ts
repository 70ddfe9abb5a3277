import { isoTime } from '../shared/clock.ts';
import type { Edit } from './edit.ts';
import { lintDocument } from './lint.ts';
import { toggleInvalid } from './toggle-invalid.ts';

/** Throws `toggle_invalid`, with every fault of the toggles that the edit touches. What was wrong before stops nobody. */
export function lintEdit({ document, keys, acceptsExpired }: Edit, nowMs: number): void {
  const today = isoTime(nowMs).slice(0, 'YYYY-MM-DD'.length);
  const findings = lintDocument(document, { keys, ...(!acceptsExpired && { today }) });
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw toggleInvalid(errors);
}
