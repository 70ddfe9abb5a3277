import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Labels of an alert; `service` is what alerts are grouped by. */
export type Labels = Readonly<Record<string, string>> & { readonly service: string };

/** Debian's package of Prometheus' Alertmanager, as a process of its own with one receiver. */
export interface Alertmanager {
  /** Since it was started, the oldest first. */
  readonly messages: readonly Message[];
  /** Fires alerts, or ends them. */
  post(alerts: readonly Labels[], change: 'firing' | 'resolved'): Promise<void>;
  stop(): Promise<void>;
}

interface Message {
  readonly service: string;
  readonly alerts: readonly { readonly status: string; readonly labels: Labels }[];
}

export interface Grouping {
  readonly waitMs: number;
  readonly intervalMs: number;
}

const COMMAND = 'prometheus-alertmanager';
const PATIENCE_MS = 10_000;

export function isAlertmanagerInstalled(): boolean {
  return spawnSync(COMMAND, ['--version']).status === 0;
}

/** Whatever is a child waits while the parent of the same pair fires. */
export async function startAlertmanager(
  folder: string,
  { waitMs, intervalMs }: Grouping,
): Promise<Alertmanager> {
  const receiver = await startReceiver();
  const config = path.join(folder, 'alertmanager.json');
  const route = {
    receiver: 'hook',
    group_by: ['service'],
    group_wait: `${waitMs}ms`,
    group_interval: `${intervalMs}ms`,
  };
  const hook = { name: 'hook', webhook_configs: [{ url: receiver.url, send_resolved: true }] };
  const inhibited = {
    source_matchers: ['role="parent"'],
    target_matchers: ['role="child"'],
    equal: ['pair'],
  };
  writeFileSync(config, JSON.stringify({ route, receivers: [hook], inhibit_rules: [inhibited] })); // JSON is YAML
  const origin = `http://127.0.0.1:${await freePort()}`;
  const child = spawn(
    COMMAND,
    [
      `--config.file=${config}`,
      `--storage.path=${path.join(folder, 'alertmanager')}`,
      `--web.listen-address=${new URL(origin).host}`,
      '--cluster.listen-address=',
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async () => {
    child.kill();
    await ended;
    await receiver.stop();
  };
  await ready(origin, () => child.exitCode !== null).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    messages: receiver.messages,
    post: (alerts, change) => post(origin, alerts, change),
    stop,
  };
}

async function post(origin: string, alerts: readonly Labels[], change: 'firing' | 'resolved') {
  const endsAt = change === 'resolved' ? { endsAt: new Date().toISOString() } : {};
  const answer = await fetch(`${origin}/api/v2/alerts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(alerts.map((labels) => ({ labels, ...endsAt }))),
  });
  if (!answer.ok) throw new Error(`${COMMAND} answers ${answer.status}: ${await answer.text()}`);
}

async function startReceiver() {
  const messages: Message[] = [];
  const server = createServer(async (request, response) => {
    const { groupLabels, alerts } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    messages.push({ service: groupLabels.service, alerts });
    response.end();
  });
  const port = await listening(server);
  const stop = () => new Promise((resolve) => server.close(resolve));
  return { messages, url: `http://127.0.0.1:${port}/`, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function ready(origin: string, hasEnded: () => boolean): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  while (performance.now() < untilMs && !hasEnded()) {
    const isReady = await fetch(`${origin}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await sleep(50);
  }
  throw new Error(`${COMMAND} does not answer at ${origin}`);
}
