import { isDeepStrictEqual } from 'node:util';
import { atOnce } from '../../shared/at-once.ts';
import type { Alert } from '../alert.ts';
import type { AlertStore } from '../alert-store.ts';
import type { LookUpAlarms } from '../roll-call/alarm-registry.ts';
import type { TimelineEvent } from '../timeline.ts';
import { type SweepTools, sweepService } from './sweep-service.ts';

export interface WholeSweepTools extends Omit<SweepTools, 'lookUp'> {
  readonly store: AlertStore;
  readonly lookUp: LookUpAlarms;
  /** What happened around alerts that are not over; asked once a sweep. Rejects where that is not known. */
  readonly happenings: () => Promise<(alert: Alert) => readonly TimelineEvent[]>;
  readonly onFailure: (what: string, error: unknown) => void;
}

/** Every so many minutes it is looked which alarms still fire. */
const ROLL_CALL_MINUTES = 5;
const MINUTE_MS = 60_000;

const SERVICES_AT_ONCE = 4;

/** Once a minute: each active service, each by itself. Gives how many could not be swept. */
export async function sweep({ lookUp, hasLearned, ...tools }: WholeSweepTools): Promise<number> {
  const { store, now, onFailure } = tools;
  const isRollCall = Math.floor(now() / MINUTE_MS) % ROLL_CALL_MINUTES === 0;
  const rarely = { lookUp, ...(hasLearned && { hasLearned }) };
  let failures = 0;
  const attempt = async (what: string, work: Promise<void>) => {
    try {
      await work;
    } catch (error) {
      failures += 1;
      onFailure(what, error);
    }
  };
  const services = await store.activeServices();
  const alerts = await untoldAlerts(services, store); // before those that end now are forgotten
  await atOnce(SERVICES_AT_ONCE, services, (service) =>
    attempt(service, sweepService(service, { ...tools, ...(isRollCall && rarely) })),
  );
  await attempt('timelines', writeTimelines(alerts, tools));
  await attempt('routes', publish(tools));
  return failures;
}

async function untoldAlerts(
  services: readonly string[],
  store: AlertStore,
): Promise<readonly Alert[]> {
  const states = await Promise.all(services.map((service) => store.readService(service)));
  return states.flatMap(({ untold = [], alert }) =>
    alert && untold.includes(alert.id) ? [alert] : [],
  );
}

async function writeTimelines(
  alerts: readonly Alert[],
  { store, happenings }: Pick<WholeSweepTools, 'store' | 'happenings'>,
): Promise<void> {
  if (alerts.length === 0) return;
  const around = await happenings();
  for (const alert of alerts) {
    const known = new Set((await store.eventsOf(alert.id)).map(({ key }) => key));
    const news = around(alert).filter(({ key }) => !known.has(key));
    if (news.length > 0) await store.addEvents(alert.id, news);
  }
}

/** Of commands that list routes nobody else tells which there are. */
async function publish({
  store,
  config,
}: Pick<WholeSweepTools, 'store' | 'config'>): Promise<void> {
  if (!isDeepStrictEqual(await store.published(), config)) await store.publish(config);
}
