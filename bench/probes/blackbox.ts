import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ON_ONE_CORE } from './on-one-core.ts';

/** Debian's package of Prometheus' blackbox_exporter, as a process of its own, asked as Prometheus does. */
export interface Blackbox {
  /** Probes so often, at the prober's pace; the CPU of one in milliseconds. */
  cpuMsOf(url: string, probes: number): Promise<number>;
  stop(): Promise<void>;
}

const COMMAND = 'prometheus-blackbox-exporter';
const AT_ONCE = 10;
const GAP_MS = 5;
/** The kernel counts in hundredths of a second. */
const MS_A_TICK = 10;
const PATIENCE_MS = 10_000;

export function isBlackboxInstalled(): boolean {
  return process.platform === 'linux' && spawnSync(COMMAND, ['--version']).status === 0;
}

/** @param certificates - file of the authority that it trusts */
export async function startBlackbox(folder: string, certificates: string): Promise<Blackbox> {
  const config = path.join(folder, 'blackbox.json');
  const http = { preferred_ip_protocol: 'ip4', tls_config: { ca_file: certificates } };
  const modules = { get: { prober: 'http', timeout: '10s', http } };
  writeFileSync(config, JSON.stringify({ modules })); // JSON is YAML
  const origin = `http://127.0.0.1:${await freePort()}`;
  const [command = COMMAND, ...args] = [
    ...ON_ONE_CORE,
    COMMAND,
    `--config.file=${config}`,
    `--web.listen-address=${new URL(origin).host}`,
    '--log.level=error',
  ];
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  await ready(origin, child);
  return {
    async cpuMsOf(url, probes) {
      const before = cpuMs(child);
      await probe(`${origin}/probe?module=get&target=${encodeURIComponent(url)}`, probes);
      return (cpuMs(child) - before) / probes;
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** As the prober's slots do: the first starts are staggered, then each takes the place of one that has ended, at once. */
async function probe(address: string, probes: number): Promise<void> {
  let left = probes;
  const goOn = async (_: unknown, lane: number) => {
    await sleep(lane * GAP_MS);
    while (left-- > 0) await probeOnce(address);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
}

async function probeOnce(address: string): Promise<void> {
  const text = await (await fetch(address)).text();
  if (!text.includes('\nprobe_success 1')) throw new Error(`blackbox_exporter says: ${text}`);
}

/** User and system time of all its threads (proc(5), fields 14 and 15). */
function cpuMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function ready(origin: string, child: ChildProcess): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  while (performance.now() < untilMs && child.exitCode === null) {
    if (
      await fetch(`${origin}/-/healthy`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await sleep(50);
  }
  child.kill();
  throw new Error(`${COMMAND} does not answer at ${origin}`);
}
