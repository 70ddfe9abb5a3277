import type { Alert } from '../../functions/alerts/alert.ts';
import type { AlertStore } from '../../functions/alerts/alert-store.ts';
import { type RouteStanding, standingOf } from './standing-of.ts';

interface Awaited {
  readonly store: Pick<AlertStore, 'readService' | 'readDelivery'>;
  readonly service: string;
  readonly route: string;
  /** Only an alert that opened then or later is meant: the alarm's `StateChangeTime`. ISO 8601. */
  readonly since: string;
  /** Between two looks; false when nobody waits any longer. */
  readonly goOn: (standing: RouteStanding | undefined) => Promise<boolean>;
}

/** What became of the test when nobody waits any longer; both undefined where the router has not yet opened the alert. */
export interface Told {
  readonly alert?: Alert;
  readonly standing?: RouteStanding;
}

/** Looks until the trigger has arrived, or was given up, or nobody waits any longer. */
export async function awaitTold(awaited: Awaited): Promise<Told> {
  for (;;) {
    const told = await look(awaited);
    if (told.standing && isSettled(told.standing, awaited.since)) return told;
    if (!(await awaited.goOn(told.standing))) return told;
  }
}

async function look({ store, service, route, since }: Awaited): Promise<Told> {
  const { alert } = await store.readService(service);
  if (!alert || !isOfThisTest(alert, since)) return {};
  const standing = standingOf(await store.readDelivery(alert.id, route));
  return { alert, standing };
}

/** A test that follows another joins its alert as long as that settles. */
function isOfThisTest({ alarms }: Alert, since: string): boolean {
  return Object.values(alarms).some(({ changedAt }) => Date.parse(changedAt) >= Date.parse(since));
}

function isSettled({ state, told }: RouteStanding, since: string): boolean {
  if (state === 'dead' || state === 'unconnected') return true;
  return state === 'told' && told !== undefined && Date.parse(told.at) >= Date.parse(since);
}
