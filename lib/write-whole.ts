import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** Writes a file by rename, and only if it differs: another synthesis may be reading the same one. */
export function writeWhole(file: string, text: string): void {
  if (contentOf(file) === text) return;
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${path.dirname(file)}.${process.pid}.draft`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // not there yet
  }
}
