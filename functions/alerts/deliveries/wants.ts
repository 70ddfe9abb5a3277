import type { Alert } from '../alert.ts';
import type { RouteMatch } from '../alerts-config.ts';
import { testedRoute } from '../tested-route.ts';
import { isWithinHours } from './within-hours.ts';

/**
 * Whether a route is told of an alert at all. Its hours count when the alert opened, and while it is not over: what opens at
 * night and still holds in the morning is told then.
 */
export function wants(route: RouteMatch & { readonly name: string }, alert: Alert, nowMs: number) {
  const tested = testedRoute(alert.service);
  if (tested !== undefined) return tested === route.name;
  return (
    route.severities.includes(alert.severity) &&
    (route.services === undefined || route.services.includes(alert.service)) &&
    isOpenWithin(route, alert, nowMs)
  );
}

function isOpenWithin({ hours }: RouteMatch, { openedAt, status }: Alert, nowMs: number): boolean {
  if (hours === undefined || isWithinHours(hours, Date.parse(openedAt))) return true;
  return status !== 'resolved' && isWithinHours(hours, nowMs);
}
