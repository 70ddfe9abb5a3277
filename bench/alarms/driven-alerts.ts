import type { Route } from '../../functions/alerts/alerts-config.ts';
import { TOLD } from '../../functions/alerts/channels/send-result.ts';
import { alertSubject } from '../../functions/alerts/deliveries/alert-subject.ts';
import { deliver } from '../../functions/alerts/deliveries/deliver.ts';
import type { Wake } from '../../functions/alerts/deliveries/wake.ts';
import type { MessageKind } from '../../functions/alerts/delivery.ts';
import { routeTransitions } from '../../functions/alerts/grouping/route-transitions.ts';
import { sweepService } from '../../functions/alerts/sweep/sweep-service.ts';
import type { AlarmState } from '../../functions/alerts/transition.ts';
import { ALERTS_CONFIG, alertRouter } from '../../test/support/alert-router.ts';
import { at, transition } from '../../test/support/alerts.ts';

/** One alarm's change of state. */
export interface Change {
  readonly service: string;
  readonly alarmName: string;
  readonly state: AlarmState;
  readonly atSeconds: number;
}

export interface Sent {
  readonly service: string;
  readonly kind: MessageKind;
  readonly atSeconds: number;
}

/** What falls due, in driven time. */
interface Due {
  readonly atMs: number;
  run(): Promise<void>;
}

interface DriveOptions {
  readonly lastsSeconds: number;
  /** What each service depends on. @default - none on any */
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
}

const SWEEP_SECONDS = 60;
const START_MS = Date.parse(at(0));

/** To how many routes an alert is told. */
export const ROUTES = ALERTS_CONFIG.routes.length;

/**
 * Each change twice (ALARM by SNS, each by EventBridge) through router, sweep and deliverer over a memory store in driven time.
 *
 * @returns what was sent, the earliest first
 */
export async function driveAlerts(
  changes: readonly Change[],
  { lastsSeconds, dependencies = {} }: DriveOptions,
): Promise<readonly Sent[]> {
  const due: Due[] = [];
  const sent: Sent[] = [];
  const { tools, store, time } = alertRouter({
    config: { ...ALERTS_CONFIG, dependencies },
    wake: async (woken) => {
      for (const { wake, delayMs = 0 } of woken) later(wake, delayMs);
    },
  });
  const later = (wake: Wake, delayMs: number) =>
    due.push({ atMs: time.nowMs + delayMs, run: () => tell(wake) });
  const tell = (next: Wake): Promise<void> =>
    deliver(next, {
      store,
      config: tools.config,
      find: async (id: string, route: Route) =>
        alertSubject(await store.findAlert(id), route, {
          config: tools.config,
          tell: async (_, __, { service }) => service,
        }),
      send: async (_, { body, kind }) => {
        sent.push({ service: body, kind, atSeconds: (time.nowMs - START_MS) / 1000 });
        return TOLD;
      },
      wake: async (wake, delayMs) => void later(wake, delayMs),
      setAside: async () => {
        throw new Error('A message was given up');
      },
      now: () => time.nowMs,
      random: () => 0.5,
    });
  for (const change of changes) due.push(...ways(change, tools));
  const sweep = async () => {
    for (const service of await store.activeServices()) await sweepService(service, tools);
  };
  for (let s = SWEEP_SECONDS; s < lastsSeconds; s += SWEEP_SECONDS) {
    due.push({ atMs: START_MS + 1000 * s, run: sweep });
  }
  await drive(due, time, START_MS + 1000 * lastsSeconds);
  return sent;
}

function ways(
  { service, alarmName, state, atSeconds }: Change,
  tools: Parameters<typeof routeTransitions>[2],
): readonly Due[] {
  const facts = { service, severity: 'page' } as const;
  const change = { alarmName, state, at: at(atSeconds), facts };
  const sources = state === 'ALARM' ? (['sns', 'events'] as const) : (['events'] as const);
  return sources.map((source) => ({
    atMs: Date.parse(at(atSeconds)),
    run: () => routeTransitions(service, [transition({ ...change, source })], tools),
  }));
}

async function drive(due: Due[], time: { nowMs: number }, endMs: number): Promise<void> {
  for (;;) {
    due.sort((a, b) => a.atMs - b.atMs);
    const next = due.shift();
    if (!next || next.atMs > endMs) return;
    time.nowMs = Math.max(time.nowMs, next.atMs);
    await next.run();
  }
}
