import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundlePrograms } from './bundle-programs.ts';

/** What leads the name of a run's own. */
export const TEMPORARY_FOLDER = 'afterprod-tests-';

/**
 * Jest's global setup. Temporary files of a run have one folder, removed at its end: CDK leaves an assembly a synthesis,
 * and what it offers to tidy up would be loaded by each of the hundreds of files that synthesize nothing.
 */
export default async function beforeUnitTests(): Promise<void> {
  process.env['TMPDIR'] = mkdtempSync(path.join(tmpdir(), TEMPORARY_FOLDER)); // the workers inherit it
  await bundlePrograms();
}
