import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Alertmanager,
  isAlertmanagerInstalled,
  type Labels,
  startAlertmanager,
} from './alertmanager.ts';
import { badMinute, LASTS_SECONDS, PAIRS, SERVICES, SPREAD_SECONDS } from './bad-minute.ts';

/** What Alertmanager makes of the same: one receiver is one route. */
export interface AlertmanagerCounts {
  /** Messages a service. */
  readonly inTheMinute: number;
  readonly inAll: number;
  /** Of {@link PAIRS} children that were told of. */
  readonly lostEnds: number;
}

/** So many times as fast as by its defaults (10 s, 5 min): both its times and the alarms'. */
const TIMES_AS_FAST = 100;
const WAIT_SECONDS = 10;
const INTERVAL_SECONDS = 300;
const STEPS = 20;

/** @returns undefined where it is not installed */
export async function countBesideAlertmanager(): Promise<AlertmanagerCounts | undefined> {
  if (!isAlertmanagerInstalled()) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-bench-'));
  const alertmanager = await startAlertmanager(folder, {
    waitMs: scaled(WAIT_SECONDS),
    intervalMs: scaled(INTERVAL_SECONDS),
  });
  try {
    return { ...(await messages(alertmanager)), lostEnds: await lostEnds(alertmanager) };
  } finally {
    await alertmanager.stop();
    rmSync(folder, { recursive: true });
  }
}

async function messages(alertmanager: Alertmanager) {
  const alerts = badMinute();
  const each = alerts.length / STEPS;
  const startedMs = performance.now();
  for (let step = 0; step < STEPS; step++) {
    const due = alerts.slice(step * each, (step + 1) * each);
    await sleep(startedMs + scaled((step * SPREAD_SECONDS) / STEPS) - performance.now());
    await alertmanager.post(
      due.map(({ service, alarmName: alertname }) => ({ service, alertname })),
      'firing',
    );
  }
  await sleep(startedMs + scaled(SPREAD_SECONDS) - performance.now());
  const inTheMinute = alertmanager.messages.length / SERVICES;
  await sleep(startedMs + scaled(LASTS_SECONDS) - performance.now());
  return { inTheMinute, inAll: alertmanager.messages.length / SERVICES };
}

/** Children that were told of and never of their end, while their parents fire or later. */
async function lostEnds(alertmanager: Alertmanager): Promise<number> {
  const [children, parents] = [family('child'), family('parent')];
  await alertmanager.post(children, 'firing');
  await heard(alertmanager, 'child', 'firing');
  await alertmanager.post(parents, 'firing');
  await heard(alertmanager, 'parent', 'firing');
  await alertmanager.post(children, 'resolved');
  await sleep(scaled(2 * INTERVAL_SECONDS));
  await alertmanager.post(parents, 'resolved');
  await heard(alertmanager, 'parent', 'resolved');
  await sleep(scaled(2 * INTERVAL_SECONDS));
  return PAIRS - count(alertmanager, 'child', 'resolved');
}

function family(role: string): readonly Labels[] {
  return Array.from({ length: PAIRS }, (_, i) => ({
    service: `${role}-${i}`,
    alertname: 'down',
    role,
    pair: String(i),
  }));
}

async function heard(alertmanager: Alertmanager, role: string, status: string): Promise<void> {
  for (let tries = 0; tries < 10; tries++) {
    if (count(alertmanager, role, status) === PAIRS) return;
    await sleep(scaled(INTERVAL_SECONDS));
  }
  throw new Error(`Alertmanager did not tell that each ${role} is ${status}`);
}

function count({ messages }: Alertmanager, role: string, status: string): number {
  const told = messages.flatMap(({ alerts }) => alerts);
  const those = told.filter((alert) => alert.labels['role'] === role && alert.status === status);
  return new Set(those.map(({ labels }) => labels.service)).size;
}

function scaled(seconds: number): number {
  return (1000 * seconds) / TIMES_AS_FAST;
}
