import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { SetupError } from '../setup-error.ts';

/** Tells a folder that a local cloud made from one that a mistyped `--data` has hit. */
const MARKER = '.afterprod-local-cloud';
const MARKER_TEXT =
  'Data of a local cloud (npm start). `npm start -- --fresh` empties this folder.\n';

/** What may lie in a folder before its first local cloud: a file that somebody's script reads or wrote. */
const BEFORE_THE_FIRST_START: readonly string[] = ['local.json'];

/** Makes the folder, or takes one that is empty or a local cloud's own; anybody else's files are refused. */
export function claimDataFolder(dataFolder: string): void {
  mkdirSync(dataFolder, { recursive: true });
  const entries = readdirSync(dataFolder);
  if (entries.includes(MARKER)) return;
  const others = entries.filter((entry) => !BEFORE_THE_FIRST_START.includes(entry));
  if (others.length > 0) {
    throw new SetupError(
      `${dataFolder} holds files that are not a local cloud's (${others[0]}). Give it a folder of its own with --data.`,
    );
  }
  writeFileSync(path.join(dataFolder, MARKER), MARKER_TEXT);
}

/** Empties the data folder, if a local cloud made it. */
export function removeOldData(dataFolder: string): void {
  if (!existsSync(dataFolder)) return;
  const entries = readdirSync(dataFolder);
  if (entries.length > 0 && !entries.includes(MARKER)) {
    throw new SetupError(
      `${dataFolder} was not made by a local cloud: --fresh does not empty it. Give another folder with --data.`,
    );
  }
  for (const entry of entries) rmSync(path.join(dataFolder, entry), { recursive: true });
}
