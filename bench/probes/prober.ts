import { createEngine } from '../../functions/probes/engine.ts';
import { LoopDelay } from '../../functions/probes/run/loop-delay.ts';
import { Punctuality } from '../../functions/probes/run/punctuality.ts';
import type { RunMetrics } from '../../functions/probes/run/run-metrics.ts';
import { runTick } from '../../functions/probes/run/run-tick.ts';
import { MemoryProbeStore } from '../../functions/probes/store/memory-probe-store.ts';
import type { HttpTarget } from '../../functions/probes/targets/target.ts';
import { createAddressGuard } from '../../functions/shared/address-guard.ts';
import { metricLine } from '../../functions/shared/metrics.ts';
import { systemTimer } from '../../functions/shared/timer.ts';

/** A process of its own: the deployed prober's engine and run, on a store in memory. Prints what its runs took. */
export interface ProberWork {
  readonly url: string;
  readonly targets: number;
  /** Before those that count: until the code is compiled. */
  readonly warmUps: number;
  readonly runs: number;
}

export interface ProberFigures {
  /** Of a probe, with its share of the run: user and system time. */
  readonly cpuMs: number;
  readonly longestRunMs: number;
  readonly down: number;
  /** As it was published, of each probe that was trusted. */
  readonly latenciesMs: readonly number[];
}

const GROUP = 'rate-1m';
const EXCHANGES_AT_ONCE = 10;
const RUN_LIMIT_MS = 55_000;

void main(JSON.parse(process.argv[2] ?? ''));

async function main(work: ProberWork): Promise<void> {
  let latenciesMs: number[] = [];
  let down = 0;
  const run = createRun(targetsOf(work), (metrics) => {
    if (metrics['Up']?.value === 0) down += 1;
    if (metrics['Latency']) latenciesMs.push(metrics['Latency'].value);
  });
  for (let n = 0; n < work.warmUps; n += 1) await run();
  latenciesMs = [];
  const before = process.cpuUsage();
  let longestRunMs = 0;
  for (let n = 0; n < work.runs; n += 1) {
    const startedAtMs = performance.now();
    await run();
    longestRunMs = Math.max(longestRunMs, performance.now() - startedAtMs);
  }
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1000 / (work.runs * work.targets);
  const figures: ProberFigures = { cpuMs, longestRunMs, down, latenciesMs };
  console.log(JSON.stringify(figures));
}

function targetsOf({ url, targets }: ProberWork): readonly HttpTarget[] {
  return Array.from({ length: targets }, (_, index) => ({
    kind: 'http',
    name: `target-${index}`,
    group: GROUP,
    giveUpAfterMs: 10_000,
    expect: [{ on: 'status', ranges: [[200, 299]] }],
    request: { method: 'GET', url, headers: {}, maxRedirects: 5, ports: [] },
  }));
}

/** Of the function all but the table and the log: lines are made, and not written. */
function createRun(
  targets: readonly HttpTarget[],
  onMetrics: (metrics: Parameters<RunMetrics['add']>[2]) => void,
): () => Promise<void> {
  const now = () => new Date();
  const nowMs = () => performance.now();
  const loopDelay = new LoopDelay(nowMs);
  const stage = { Project: 'bench', Stage: 'prod' };
  const attempt = createEngine({
    guard: createAddressGuard({ allowPrivate: ['127.0.0.0/8'] }),
    fetchSecret: () => Promise.reject(new Error('No target has a secret')),
    awsKeys: () => Promise.reject(new Error('No target is signed for')),
    heartbeat: () => Promise.reject(new Error('No target is a heartbeat')),
    now,
    nowMs,
    worstDelaySince: (sinceMs) => loopDelay.worstSince(sinceMs),
  });
  const tools = {
    targets,
    region: 'eu-central-1',
    store: new MemoryProbeStore(Date.now),
    punctuality: new Punctuality(),
    attempt,
    loopDelay,
    metrics: {
      add(at, dimensions, metrics, details) {
        metricLine(at.getTime(), { ...stage, ...dimensions }, metrics, details);
        onMetrics(metrics);
      },
      flush: async () => undefined,
    } satisfies RunMetrics,
    log: { warn: console.error, error: console.error },
    inMaintenance: () => false,
    knownRelease: async () => 'a1b2c3d4e5f6',
    now,
    nowMs,
    startTimer: systemTimer,
  };
  return () => {
    const endMs = nowMs() + RUN_LIMIT_MS;
    const limits = {
      holder: String(endMs),
      exchangesAtOnce: EXCHANGES_AT_ONCE,
      msLeft: () => endMs - nowMs(),
    };
    return runTick({ group: GROUP, scheduledAt: now() }, limits, tools);
  };
}
