import type { Figure } from '../report.ts';
import { ALARMS, badMinute, LASTS_SECONDS, PAIRS, SERVICES, SPREAD_SECONDS } from './bad-minute.ts';
import type { AlertmanagerCounts } from './beside-alertmanager.ts';
import { type Change, driveAlerts, ROUTES, type Sent } from './driven-alerts.ts';

const SHARE = 0.99;

/**
 * How many messages a service and route get of 500 alarms in a minute, how long alarms wait to be told, and whether the end of
 * what was told is heard while a dependency fires.
 *
 * @param beside - Alertmanager's counts, where it is installed
 */
export async function routerFigures(
  beside: AlertmanagerCounts | undefined,
): Promise<readonly Figure[]> {
  const fired = badMinute();
  const startedMs = performance.now();
  const changes = fired.map((each): Change => ({ ...each, state: 'ALARM' }));
  const sent = await driveAlerts(changes, { lastsSeconds: LASTS_SECONDS });
  const workMs = performance.now() - startedMs;
  const told = sent.filter(({ atSeconds }) => atSeconds <= SPREAD_SECONDS);
  const waits = fired.map(({ service, atSeconds }) => {
    const message = sent.find((each) => each.service === service && each.atSeconds >= atSeconds);
    return message ? message.atSeconds - atSeconds : Number.POSITIVE_INFINITY;
  });
  const p99 = waits.toSorted((a, b) => a - b)[Math.ceil(SHARE * ALARMS) - 1] ?? 0;
  const perRoute = (messages: readonly Sent[]) => messages.length / SERVICES / ROUTES;
  const name = `messages a service and route of ${ALARMS} alarms in a minute`;
  return [
    {
      name,
      value: perRoute(told),
      unit: '',
      budget: { atMost: 1 },
      ...peer(beside?.inTheMinute),
    },
    { name: '… and in ten minutes', value: perRoute(sent), unit: '', ...peer(beside?.inAll) },
    {
      name: `ends of ${PAIRS} told alarms lost while what they depend on fires`,
      value: await lostEnds(),
      unit: '',
      budget: { atMost: 0 },
      ...peer(beside?.lostEnds),
    },
    { name: 'first alarm of a service to its message', value: firstWait(fired, sent), unit: 's' },
    { name: 'p99 from an alarm to a message that counts it', value: p99, unit: 's' },
    { name: 'work for a transition, memory store', value: workMs / (2 * ALARMS), unit: 'ms' },
  ];
}

function peer(value: number | undefined): Pick<Figure, 'peer'> {
  return value === undefined ? {} : { peer: { name: 'Alertmanager', value } };
}

/** Routes that were told of a child and never of its end. */
async function lostEnds(): Promise<number> {
  const pairs = Array.from({ length: PAIRS }, (_, i) => i);
  const change = (role: string, state: Change['state'], atSeconds: number) =>
    pairs.map((i) => {
      const service = `${role}-${i}`;
      return { service, alarmName: `shop-prod-${service}`, state, atSeconds };
    });
  const changes = [
    ...change('child', 'ALARM', 0),
    ...change('parent', 'ALARM', 15),
    ...change('child', 'OK', 30),
    ...change('parent', 'OK', 630),
  ];
  const dependencies = Object.fromEntries(pairs.map((i) => [`child-${i}`, [`parent-${i}`]]));
  const sent = await driveAlerts(changes, { lastsSeconds: 2 * LASTS_SECONDS, dependencies });
  const ofChildren = sent.filter(({ service }) => service.startsWith('child'));
  const count = (kind: Sent['kind']) => ofChildren.filter((each) => each.kind === kind).length;
  if (count('trigger') !== PAIRS * ROUTES) throw new Error('Not every child was told of');
  return (count('trigger') - count('resolve')) / ROUTES;
}

function firstWait(
  fired: readonly { readonly service: string; readonly atSeconds: number }[],
  sent: readonly Sent[],
): number {
  const waits = [...new Set(fired.map(({ service }) => service))].map((service) => {
    const first = (all: readonly Pick<Sent, 'service' | 'atSeconds'>[]) =>
      all.find((each) => each.service === service)?.atSeconds ?? 0;
    return first(sent) - first(fired);
  });
  return Math.max(...waits);
}
