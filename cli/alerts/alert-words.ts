import type { Alert, MemberAlarm } from '../../functions/alerts/alert.ts';
import { testedRoute } from '../../functions/alerts/tested-route.ts';
import { spoken } from '../duration.ts';
import { type Output, printable } from '../output.ts';
import type { RouteStanding } from './standing-of.ts';
import { standingWords } from './standing-words.ts';

export interface ToldAlert {
  readonly alert: Alert;
  readonly routes: readonly RouteStanding[];
}

export const COLOUR_OF = { open: 'red', settling: 'yellow', resolved: 'green' } as const;

/** Its head, what fires, and who knows of it. */
export function alertLines(
  { alert, routes }: ToldAlert,
  atMs: number,
  { paint }: Output,
): readonly string[] {
  return [
    paint(
      COLOUR_OF[alert.status],
      printable(`${alert.id}  ${alert.severity}, ${statusWords(alert, atMs)}`),
    ),
    `    ${printable(alarmsWords(alert))}`,
    ...(routes.length === 0 ? ['    nobody was told'] : []),
    ...routes.map((route) => {
      const line = `    ${printable(standingWords(route, atMs))}`;
      return route.state === 'dead' ? paint('red', line) : line;
    }),
  ];
}

/** `open for 12 min`, `resolved after 12 min`. */
export function statusWords(alert: Alert, atMs: number): string {
  const { status, openedAt, resolvedAt, heldBy, service } = alert;
  const opened = Date.parse(openedAt);
  const test = testedRoute(service) === undefined ? '' : ', a test';
  if (status === 'resolved') {
    const ended = resolvedAt ?? openedAt;
    const ago = spoken(atMs - Date.parse(ended));
    return `resolved after ${spoken(Date.parse(ended) - opened)}, ${ago} ago${test}`;
  }
  const held = heldBy === undefined ? '' : `, held back while ${heldBy} has an alert`;
  const settling = status === 'settling' ? ', settling' : '';
  return `open for ${spoken(atMs - opened)}${settling}${held}${test}`;
}

function alarmsWords({ alarms, status }: Alert): string {
  const all = Object.values(alarms);
  const firing = all.filter(isFiring);
  const shown = firing.length > 0 && status !== 'resolved' ? firing : all;
  const names = shown
    .slice(0, MOST_NAMES)
    .map(({ name }) => name)
    .join(', ');
  const more = shown.length > MOST_NAMES ? ` and ${shown.length - MOST_NAMES} more` : '';
  if (shown === all) return `${all.length === 1 ? 'was' : `${all.length} were`} ${names}${more}`;
  const of = firing.length === all.length ? '' : ` of ${all.length}`;
  return `${firing.length}${of} ${firing.length === 1 ? 'fires' : 'fire'}: ${names}${more}`;
}

/** A service of five hundred alarms is not read name by name. */
const MOST_NAMES = 5;

export function isFiring({ firingSince }: MemberAlarm): boolean {
  return firingSince !== undefined;
}
