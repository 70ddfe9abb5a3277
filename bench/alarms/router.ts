import type { Route } from '../../functions/alerts/alerts-config.ts';
import { TOLD } from '../../functions/alerts/channels/send-result.ts';
import { alertSubject } from '../../functions/alerts/deliveries/alert-subject.ts';
import { deliver } from '../../functions/alerts/deliveries/deliver.ts';
import type { Wake } from '../../functions/alerts/deliveries/wake.ts';
import { routeTransitions } from '../../functions/alerts/grouping/route-transitions.ts';
import { alertRouter } from '../../test/support/alert-router.ts';
import { at, transition } from '../../test/support/alerts.ts';
import type { Figure } from '../report.ts';

const ALARMS = 500;
const SERVICES = 5;
const SPREAD_S = 60;
const ROUTES = 2;
const SHARE = 0.99;

/** The first message, and the update that brings what came after it. */
const LASTS_S = 600;

/** What falls due, in driven time. */
interface Due {
  readonly atMs: number;
  run(): Promise<void>;
}

interface Sent {
  readonly service: string;
  readonly atMs: number;
}

/**
 * 500 alarms of five services within a minute, each told twice (SNS, EventBridge), through router and deliverer over a memory
 * store in driven time: how many messages a service and route get in that minute, and how long alarms wait to be told.
 */
export async function routerFigures(): Promise<readonly Figure[]> {
  const fired = Array.from({ length: ALARMS }, (_, i) => ({
    service: `service-${i % SERVICES}`,
    atMs: Date.parse(at((i * SPREAD_S) / ALARMS)),
  }));
  const startedMs = performance.now();
  const sent = await sentOf(fired);
  const workMs = performance.now() - startedMs;
  const told = sent.filter(({ atMs }) => atMs <= Date.parse(at(SPREAD_S)));
  const waits = fired.map(({ service, atMs }) => {
    const message = sent.find((each) => each.service === service && each.atMs >= atMs);
    return message ? (message.atMs - atMs) / 1000 : Number.POSITIVE_INFINITY;
  });
  const p99 = waits.toSorted((a, b) => a - b)[Math.ceil(SHARE * ALARMS) - 1] ?? 0;
  const name = `messages a service and route of ${ALARMS} alarms in a minute`;
  return [
    { name, value: told.length / SERVICES / ROUTES, unit: '', budget: { atMost: 1 } },
    { name: 'first alarm of a service to its message', value: firstWait(fired, sent), unit: 's' },
    { name: 'p99 from an alarm to a message that counts it', value: p99, unit: 's' },
    { name: 'work for a transition, memory store', value: workMs / (2 * ALARMS), unit: 'ms' },
  ];
}

async function sentOf(fired: readonly Sent[]): Promise<readonly Sent[]> {
  const due: Due[] = [];
  const sent: Sent[] = [];
  const known = new Map<string, Wake>();
  const { tools, store, time } = alertRouter({
    wake: async (woken) => {
      for (const { wake, delayMs = 0 } of woken) later(wake, delayMs);
    },
  });
  const later = (wake: Wake, delayMs: number) => {
    known.set(`${wake.alertId} ${wake.route}`, wake);
    due.push({ atMs: time.nowMs + delayMs, run: () => tell(wake) });
  };
  const find = async (id: string, route: Route) =>
    alertSubject(await store.findAlert(id), route, {
      config: tools.config,
      tell: async (_, __, { service }) => service,
    });
  const send = async (_: Route, { body }: { readonly body: string }) => {
    sent.push({ service: body, atMs: time.nowMs });
    return TOLD;
  };
  const setAside = async () => {
    throw new Error('A message was given up');
  };
  const wake = async (next: Wake, delayMs: number) => later(next, delayMs);
  const [now, random, { config }] = [() => time.nowMs, () => 0.5, tools];
  const tell = (next: Wake): Promise<void> =>
    deliver(next, { store, config, find, send, wake, setAside, now, random });
  for (const [i, { service, atMs }] of fired.entries()) {
    for (const change of bothWays(`shop-prod-alarm-${i}`, service, atMs)) {
      due.push({ atMs, run: () => routeTransitions(service, [change], tools) });
    }
  }
  const sweep = async () => {
    for (const each of known.values()) await tell(each);
  };
  for (let s = SPREAD_S; s < LASTS_S; s += 60) due.push({ atMs: Date.parse(at(s)), run: sweep });
  await drive(due, time);
  return sent;
}

function bothWays(alarmName: string, service: string, atMs: number) {
  const facts = { service, severity: 'page' } as const;
  const change = { alarmName, at: new Date(atMs).toISOString(), facts };
  return [transition({ ...change, source: 'sns' }), transition({ ...change, source: 'events' })];
}

function firstWait(
  fired: readonly { readonly service: string; readonly atMs: number }[],
  sent: readonly { readonly service: string; readonly atMs: number }[],
): number {
  const waits = [...new Set(fired.map(({ service }) => service))].map((service) => {
    const first = (all: typeof sent) => all.find((each) => each.service === service)?.atMs ?? 0;
    return (first(sent) - first(fired)) / 1000;
  });
  return Math.max(...waits);
}

async function drive(due: Due[], time: { nowMs: number }): Promise<void> {
  const endMs = Date.parse(at(LASTS_S));
  for (;;) {
    due.sort((a, b) => a.atMs - b.atMs);
    const next = due.shift();
    if (!next || next.atMs > endMs) return;
    time.nowMs = Math.max(time.nowMs, next.atMs);
    await next.run();
  }
}
