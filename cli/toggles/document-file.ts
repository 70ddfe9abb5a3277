import { lintDocument } from '../../functions/toggles/lint/lint.ts';
import { parseDocument } from '../../functions/toggles/lint/parse-document.ts';
import type { ToggleDocument } from '../../functions/toggles/toggle-document.ts';
import { CliError } from '../cli-error.ts';
import { named, readJsonInput } from '../json-input.ts';

/** In one line; `lint` tells all. */
const FAULTS_TOLD = 10;

/** The toggles of a flagd definition in a file. Throws an error that names the file and its faults. */
export function readDocumentFile(file: string): ToggleDocument {
  const value = readJsonInput(file);
  const faults = lintDocument(value).filter(({ severity }) => severity === 'error');
  if (faults.length === 0) return parseDocument(value);
  const told = faults
    .slice(0, FAULTS_TOLD)
    .map(({ path, rule, fix }) => `${path} ${rule}: ${fix}`.trim());
  const more = faults.length - told.length;
  const rest = more > 0 ? `; and ${more} more: afterprod toggles lint ${file}` : '';
  throw new CliError(`${named(file)}: ${told.join('; ')}${rest}`);
}
