import * as path from 'node:path';

const ROOT = path.join(__dirname, '../..');

/** Tells the tests where `bundle-programs` has put the programs. */
export const PROGRAMS_VARIABLE = 'AFTERPROD_TEST_PROGRAMS';

/** The `afterprod` command in one file, where this run has bundled it. */
export function bundledCommand(): string | undefined {
  const folder = process.env[PROGRAMS_VARIABLE];
  return folder && path.join(folder, 'afterprod.js');
}

/** What Node needs to run a program, by its source: bundled, it starts in a third of the CPU. */
export function nodeArguments(source: string): readonly string[] {
  const folder = process.env[PROGRAMS_VARIABLE];
  if (folder) return [path.join(folder, path.basename(source).replace(/\.ts$/, '.js'))];
  return ['--conditions=source', '--require', 'tsx/cjs', path.join(ROOT, source)];
}
