import { Segments } from '../segments.ts';
import type { Toggle } from '../toggle.ts';
import { lintToggle } from './lint-toggle.ts';
import { toggleInvalid } from './toggle-invalid.ts';

/**
 * A toggle that came from outside, to stand under `key`. Throws `toggle_invalid` with every fault in it, each with its
 * place within the toggle: `/defaultVariant`. Which segments there are is known where it becomes part of a document.
 */
export function parseToggle(key: string, value: unknown): Toggle {
  const findings = lintToggle(key, value, [], new Segments({}, true));
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw toggleInvalid(errors);
  return value as Toggle; // linted
}
