import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { report } from './report.ts';
import { coldStarts } from './toggles/cold-starts.ts';
import { costs } from './toggles/costs.ts';
import { directEvaluation } from './toggles/direct-evaluation.ts';
import { killsToEffect } from './toggles/kills.ts';
import { readerBundle } from './toggles/reader-bundle.ts';

/**
 * A decision beside flagd-core and other libraries, a cold start, the reader's bundle, how long a kill takes to reach
 * every answer, and what reading costs.
 */
const TITLE =
  'Toggles: CPU time; ratios are medians of turns taken side by side; browsers add their poll interval to a kill';

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  try {
    const figures = [
      ...(await directEvaluation(folder)),
      ...(await coldStarts(folder)),
      ...readerBundle(),
      ...(await killsToEffect()),
      ...(await costs()),
    ];
    report(TITLE, figures, process.argv.slice(2));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
