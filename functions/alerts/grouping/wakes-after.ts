import type { Alert } from '../alert.ts';
import type { AlertsConfig } from '../alerts-config.ts';
import type { DelayedWake } from '../deliveries/sqs-wakes.ts';
import { wants } from '../deliveries/wants.ts';
import { testedRoute } from '../tested-route.ts';

/**
 * Whom to wake after an alert changed, and when: what joins while the first message still waits is told by that one. A wake-up
 * says nothing: whoever is woken looks what is due. Of ends the sweep wakes, which makes them.
 */
export function wakesAfter(
  before: Alert | undefined,
  after: Alert | undefined,
  { routes, waitSeconds }: Pick<AlertsConfig, 'routes' | 'waitSeconds'>,
  nowMs: number,
): readonly DelayedWake[] {
  if (!after || after.heldBy !== undefined || after.status === 'resolved') return [];
  const isOpened = before?.id !== after.id;
  if (!isOpened && before.revision === after.revision && before.heldBy === undefined) return [];
  const waitMs = Date.parse(after.openedAt) + 1000 * waitSeconds - nowMs;
  const isWaiting = waitMs > 0 && testedRoute(after.service) === undefined;
  if (isWaiting && !isOpened) return [];
  return routes
    .filter((route) => wants(route, after, nowMs))
    .map(({ name: route }) => ({
      wake: { alertId: after.id, route },
      delayMs: isWaiting ? waitMs : 0,
    }));
}
