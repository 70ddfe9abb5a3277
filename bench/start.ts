import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { startLocalProcess } from './local-process.ts';
import { median, report } from './report.ts';

/** From the command to ready: the first start after an install (no caches, no data), and the ones after it. */
const RUNS = 3;
const ROOT = path.join(__dirname, '..');

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const first: number[] = [];
  const second: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
    rmSync(path.join(ROOT, 'node_modules/.cache/afterprod'), { recursive: true, force: true });
    first.push(await secondsToReady(folder));
    second.push(await secondsToReady(folder));
    rmSync(folder, { recursive: true });
  }
  report(
    `npm start to ready, median of ${RUNS}`,
    [
      { name: 'first start', value: median(first), unit: 's', budget: { atMost: 20 } },
      { name: 'second start', value: median(second), unit: 's', budget: { atMost: 10 } },
    ],
    process.argv.slice(2),
  );
}

async function secondsToReady(dataDir: string): Promise<number> {
  const local = await startLocalProcess(dataDir);
  await local.stop();
  return local.secondsToReady;
}
