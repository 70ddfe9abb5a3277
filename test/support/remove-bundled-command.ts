import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { COMMAND_VARIABLE } from './bundled-command.ts';

/** Jest's global teardown, to `bundle-command`. */
export default async function removeBundledCommand(): Promise<void> {
  const script = process.env[COMMAND_VARIABLE];
  if (script) rmSync(path.dirname(script), { recursive: true, force: true });
}
