import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { report } from './report.ts';
import { directEvaluation } from './toggles/direct-evaluation.ts';

/**
 * Toggles: a decision beside flagd-core and the other libraries, a cold start, the reader's bundle, how long a kill
 * takes to reach every reader, and what reading costs.
 */
main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  try {
    const figures = [...(await directEvaluation(folder))];
    report('Toggles', figures, process.argv.slice(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
