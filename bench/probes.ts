import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { TEST_AUTHORITY } from '../test/support/test-authority.ts';
import { bundleProgram } from './child.ts';
import { type Blackbox, isBlackboxInstalled, startBlackbox } from './probes/blackbox.ts';
import { ON_ONE_CORE } from './probes/on-one-core.ts';
import type { ProberFigures, ProberWork } from './probes/prober.ts';
import type { Origins } from './probes/target-server.ts';
import { type Figure, median, report } from './report.ts';

/**
 * What a probe costs, beside blackbox_exporter where Debian's package is installed; how true the latency is that is
 * published; how long a full run takes.
 */
const TARGETS = 200;
const TURNS = 5;

/** A container lives for hours, with a run a minute: after so many its code is compiled for good. Blackbox gets as many. */
const WARM_UPS = 20;
const RUNS = 3;
const TRUE_LATENCY_MS = 50;
const MOST_OF_BLACKBOX = { http: 0.5, https: 1.1 } as const;

interface World {
  readonly origins: Origins;
  readonly blackbox: Blackbox | undefined;
  /** The prober, in a process and on a core of its own. */
  probe(work: ProberWork): Promise<ProberFigures>;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  const certificates = path.join(folder, 'authority.pem');
  writeFileSync(certificates, TEST_AUTHORITY.ca);
  const targets = await startTargets(folder);
  const blackbox = isBlackboxInstalled() ? await startBlackbox(folder, certificates) : undefined;
  try {
    const file = bundleProgram('probes/prober.ts', path.join(folder, 'prober.js'));
    const probe = (work: ProberWork) => runProber(file, work, certificates);
    const world = { origins: targets.origins, blackbox, probe };
    const figures = [
      await costOf('http', world),
      await costOf('https', world),
      ...(await fullRuns(world)),
    ];
    report(title(blackbox !== undefined), figures, process.argv.slice(2));
  } finally {
    await blackbox?.stop();
    targets.stop();
    rmSync(folder, { recursive: true });
  }
}

function title(isBeside: boolean): string {
  const beside = isBeside ? 'in turns' : 'install prometheus-blackbox-exporter to see it beside';
  return `Probes on ${ON_ONE_CORE.length > 0 ? 'one core' : 'any core'}, median of ${TURNS}; ${beside}`;
}

/** In turns, so that a noisy minute hits both. */
async function costOf(scheme: keyof Origins, world: World): Promise<Figure> {
  const url = `${world.origins[scheme]}/`;
  const { blackbox } = world;
  await blackbox?.cpuMsOf(url, WARM_UPS * TARGETS);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const work = { url, targets: TARGETS, warmUps: WARM_UPS, runs: RUNS };
    const { cpuMs, down } = await world.probe(work);
    if (down > 0) throw new Error(`${down} probes of ${url} were down`);
    ours.push(cpuMs);
    if (blackbox) theirs.push(await blackbox.cpuMsOf(url, RUNS * TARGETS));
  }
  const figure = { name: `CPU of a probe, ${scheme}`, value: median(ours), unit: 'ms' };
  if (!blackbox) return figure;
  const ratio = median(ours.map((cpuMs, turn) => cpuMs / (theirs[turn] ?? Number.NaN)));
  const name = 'blackbox_exporter';
  const ratioAtMost = MOST_OF_BLACKBOX[scheme];
  return { ...figure, peer: { name, value: median(theirs), ratio, ratioAtMost } };
}

async function fullRuns({ origins, probe }: World): Promise<readonly Figure[]> {
  const url = `${origins.http}/wait`;
  const run = await probe({ url, targets: TARGETS, warmUps: 1, runs: TURNS });
  if (run.down > 0) throw new Error(`${run.down} probes of ${url} were down`);
  return [
    {
      name: `error of the published median, ${TARGETS} targets of ${TRUE_LATENCY_MS} ms`,
      value: Math.abs(median(run.latenciesMs) - TRUE_LATENCY_MS),
      unit: 'ms',
      budget: { atMost: 10 },
    },
    {
      name: 'latencies that are published',
      value: (100 * run.latenciesMs.length) / (TURNS * TARGETS),
      unit: '%',
    },
    {
      name: `longest run of ${TARGETS} targets`,
      value: run.longestRunMs / 1000,
      unit: 's',
      budget: { atMost: 15 },
    },
  ];
}

async function runProber(
  file: string,
  work: ProberWork,
  certificates: string,
): Promise<ProberFigures> {
  const [command = '', ...args] = [...ON_ONE_CORE, process.execPath, file, JSON.stringify(work)];
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificates };
  const { stdout } = await promisify(execFile)(command, args, { env });
  return JSON.parse(stdout) as ProberFigures; // our own program
}

async function startTargets(folder: string): Promise<{ origins: Origins; stop(): void }> {
  const file = bundleProgram('probes/target-server.ts', path.join(folder, 'targets.js'));
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  return { origins: JSON.parse(String(line)) as Origins, stop: () => child.kill() };
}
