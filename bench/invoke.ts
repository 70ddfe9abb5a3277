import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { takeInventory } from '../local/start/inventory.ts';
import { startLocalStage } from './local-stage.ts';
import { median, report } from './report.ts';

/**
 * The storefront's warm `/health` behind the local API Gateway: one caller's latency, and what eight at once get
 * through. It is the stage as it deploys, but for its throttle, which would refuse most of the load.
 */
const RUNS = 5;
const SECONDS_A_RUN = 4;
const CONCURRENCY = 8;

/** What of autocannon's result is used; latencies in milliseconds, percentiles in whole ones. */
interface Load {
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly requests: { readonly average: number };
  readonly non2xx: number;
  readonly errors: number;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  const cloud = await startLocalStage(folder);
  try {
    const { apis } = takeInventory(cloud.resources(), 'prod', ['storefront-prod-storefront']);
    const url = `${apis['storefront']}/health`;
    await load(url, CONCURRENCY); // all environments warm
    const alone = await repeat(() => load(url, 1));
    const together = await repeat(() => load(url, CONCURRENCY));
    const title = `Warm invocations through API Gateway, median of ${RUNS}`;
    report(title, figures(alone, together), process.argv.slice(2));
  } finally {
    await cloud.stop();
    rmSync(folder, { recursive: true });
  }
}

function figures(alone: readonly Load[], together: readonly Load[]) {
  return [
    {
      name: 'one caller p50, whole ms',
      value: median(alone.map(({ latency }) => latency.p50)),
      unit: 'ms',
      budget: { atMost: 5 },
    },
    {
      name: 'one caller mean',
      value: 1000 / median(alone.map(({ requests }) => requests.average)),
      unit: 'ms',
    },
    { name: 'one caller p99', value: median(alone.map(({ latency }) => latency.p99)), unit: 'ms' },
    {
      name: `${CONCURRENCY} callers`,
      value: median(together.map(({ requests }) => requests.average)),
      unit: 'requests/s',
      budget: { atLeast: 300 },
    },
    {
      name: 'answers that were not 2xx',
      value: Math.max(...[...alone, ...together].map(({ non2xx, errors }) => non2xx + errors)),
      unit: '',
      budget: { atMost: 0 },
    },
  ];
}

async function repeat<T>(measure: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  while (results.length < RUNS) results.push(await measure());
  return results;
}

/** In a process of its own, so that the generator's work is not in the figures of the cloud's process. */
async function load(url: string, connections: number): Promise<Load> {
  const autocannon = path.join(__dirname, 'node_modules/autocannon/autocannon.js');
  const options = ['-c', String(connections), '-d', String(SECONDS_A_RUN), '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, [autocannon, ...options, url]);
  return JSON.parse(stdout) as Load;
}
