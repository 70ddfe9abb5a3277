import { rmSync } from 'node:fs';
import { PROGRAMS_VARIABLE } from './bundled-programs.ts';

/** Jest's global teardown, to `bundle-programs`. */
export default async function removeBundledPrograms(): Promise<void> {
  const folder = process.env[PROGRAMS_VARIABLE];
  if (folder) rmSync(folder, { recursive: true, force: true });
}
