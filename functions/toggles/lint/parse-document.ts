import type { ToggleDocument } from '../toggle-document.ts';
import { lintDocument } from './lint.ts';
import { toggleInvalid } from './toggle-invalid.ts';

/**
 * A document that came from outside: the body of a request, a file. Throws `toggle_invalid` with every fault in it;
 * warnings pass, and so do toggles whose time is over.
 */
export function parseDocument(value: unknown): ToggleDocument {
  const errors = lintDocument(value).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw toggleInvalid(errors);
  const { $schema: _editor, ...document } = value as ToggleDocument & { $schema?: unknown }; // linted
  return document;
}
