import type { Alert } from '../../functions/alerts/alert.ts';
import { testedRoute } from '../../functions/alerts/tested-route.ts';
import { type Output, printable } from '../output.ts';
import type { Target } from '../target.ts';
import { COLOUR_OF, statusWords } from './alert-words.ts';
import { type MuteView, muteView, muteWords } from './mutes.ts';
import { routeStandings } from './route-standings.ts';
import { alertsOf, type StageAlerts } from './stage-alerts.ts';
import { stageMutes } from './stage-mutes.ts';

/** What somebody who looks whether all is well must know of alerts. */
export interface AlertsStanding {
  readonly alerts: readonly Alert[];
  /** Routes of the most urgent alerts that reach nobody. */
  readonly unreachable: readonly string[];
  readonly mutes: readonly MuteView[];
}

const NONE: AlertsStanding = { alerts: [], unreachable: [], mutes: [] };

/** Nothing of a stage without alerts. */
export async function alertsStanding(where: Target, atMs: number): Promise<AlertsStanding> {
  const stage = alertsOf(where, atMs);
  try {
    const [alerts, routes, mutes] = await Promise.all([
      openAlerts(stage),
      routeStandings(stage),
      stageMutes(where).then((rules) => rules.list()),
    ]);
    const unreachable = routes
      .filter(({ severities, connection }) => severities.includes('page') && isNobody(connection))
      .map(({ name }) => name);
    return { alerts, unreachable, mutes: mutes.map(muteView) };
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return NONE;
    throw error;
  }
}

function isNobody(connection: string): boolean {
  return connection === 'none' || connection === 'unconfirmed';
}

async function openAlerts({ store }: StageAlerts): Promise<readonly Alert[]> {
  const services = await store.activeServices();
  const states = await Promise.all(services.map((service) => store.readService(service)));
  return states.flatMap(({ alert }) => {
    const isOpen = alert && alert.status !== 'resolved' && testedRoute(alert.service) === undefined;
    return isOpen ? [alert] : [];
  });
}

export function alertsStandingLines(
  { alerts, unreachable, mutes }: AlertsStanding,
  atMs: number,
  { paint }: Output,
): readonly string[] {
  return [
    paint('bold', 'Alerts'),
    ...(alerts.length === 0 ? ['  none is open'] : []),
    ...alerts.map((alert) =>
      paint(
        COLOUR_OF[alert.status],
        printable(`  ${alert.id}  ${alert.severity}, ${statusWords(alert, atMs)}`),
      ),
    ),
    ...unreachable.map((name) =>
      paint('yellow', printable(`  route ${name} reaches nobody: afterprod alerts routes`)),
    ),
    ...mutes
      .filter((mute) => mute.isActive || 'service' in mute) // one that begins with the next minute, too
      .map((mute) => paint('yellow', printable(`  muted: ${wordsOf(mute)}`))),
  ];
}

function wordsOf(mute: MuteView): string {
  const [subject, when, who, because] = muteWords(mute);
  return `${subject} ${when}${who ? ` by ${who}` : ''}: ${because}`;
}
