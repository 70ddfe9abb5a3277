import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { TEMPORARY_FOLDER } from './before-unit-tests.ts';
import { PROGRAMS_VARIABLE } from './bundled-programs.ts';

/** Jest's global teardown, to `before-unit-tests`. */
export default async function afterUnitTests(): Promise<void> {
  const programs = process.env[PROGRAMS_VARIABLE];
  if (programs) rmSync(programs, { recursive: true, force: true });
  const isOurs = tmpdir().includes(TEMPORARY_FOLDER); // nobody's whole /tmp
  if (isOurs) rmSync(tmpdir(), { recursive: true, force: true });
}
