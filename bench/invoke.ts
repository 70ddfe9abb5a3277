import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { startLocalProcess } from './local-process.ts';
import { median, report } from './report.ts';

/** A warm function behind the local API Gateway: one caller's latency, and what eight at once get through. */
const RUNS = 5;
const SECONDS_A_RUN = 4;
const CONCURRENCY = 8;

/** What of autocannon's result is used; latencies in milliseconds. */
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
  const dataDir = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  const local = await startLocalProcess(dataDir);
  try {
    const url = `${local.apis.storefront}/health`;
    load(url, CONCURRENCY); // all environments warm
    const alone = repeat(() => load(url, 1));
    const together = repeat(() => load(url, CONCURRENCY));
    report(
      `Warm invocations through API Gateway, median of ${RUNS}`,
      figures(alone, together),
      process.argv.slice(2),
    );
  } finally {
    await local.stop();
    rmSync(dataDir, { recursive: true });
  }
}

function figures(alone: readonly Load[], together: readonly Load[]) {
  return [
    {
      name: 'one caller p50',
      value: median(alone.map(({ latency }) => latency.p50)),
      unit: 'ms',
      budget: { atMost: 5 },
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

function repeat<T>(measure: () => T): T[] {
  return Array.from({ length: RUNS }, measure);
}

/** In a process of its own, so that the generator's work is not in the figures of the cloud's process. */
function load(url: string, connections: number): Load {
  const autocannon = path.join(__dirname, 'node_modules/autocannon/autocannon.js');
  const options = ['-c', String(connections), '-d', String(SECONDS_A_RUN), '--json'];
  const printed = execFileSync(process.execPath, [autocannon, ...options, url], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(printed) as Load;
}
