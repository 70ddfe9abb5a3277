import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';

/** What others wrote, or what was built. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'cdk.out', 'coverage']);

/** Nobody writes more by hand. */
const MAX_BYTES = 1_000_000;

export interface SourceFile {
  /** From the folder that was asked for. */
  readonly path: string;
  readonly text: string;
}

/**
 * The files below a folder that people wrote: no hidden folders, no `node_modules`, `dist`, `cdk.out` or `coverage`, nothing binary,
 * nothing over 1 MB. Links are not followed; what cannot be read is left out.
 */
export function* sourceFiles(folder: string, below = ''): Generator<SourceFile> {
  for (const entry of entriesOf(path.join(folder, below))) {
    const file = path.join(below, entry.name);
    if (entry.isDirectory() && !isSkipped(entry.name)) yield* sourceFiles(folder, file);
    const text = entry.isFile() ? textOf(path.join(folder, file)) : undefined;
    if (text !== undefined) yield { path: file, text };
  }
}

const isSkipped = (name: string) => SKIPPED.has(name) || name.startsWith('.');

/** In the order of their names, so that the same folder gives the same answer everywhere. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.sort((left, right) => (left.name < right.name ? -1 : 1));
  } catch {
    return [];
  }
}

function textOf(file: string): string | undefined {
  try {
    if (statSync(file).size > MAX_BYTES) return undefined;
    const text = readFileSync(file, 'utf8');
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
