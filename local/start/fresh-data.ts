import { existsSync, readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { SetupError } from '../setup-error.ts';

/** Empties the data folder, if a local cloud made it: a mistyped `--data` must not cost anybody's files. */
export function removeOldData(dataFolder: string): void {
  if (!existsSync(dataFolder)) return;
  const entries = readdirSync(dataFolder);
  if (entries.length > 0 && !entries.includes('secret')) {
    throw new SetupError(
      `${dataFolder} was not made by a local cloud: --fresh does not empty it. Give another folder with --data.`,
    );
  }
  for (const entry of entries) rmSync(path.join(dataFolder, entry), { recursive: true });
}
