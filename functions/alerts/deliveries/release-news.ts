import { createHash } from 'node:crypto';
import { alertIdOf } from '../alert-id.ts';
import type { Route } from '../alerts-config.ts';
import type { Delivery } from '../delivery.ts';
import type { LiveRelease } from '../surroundings/surroundings.ts';
import { pendingStep, type Step, UNCONNECTED_MS, waitUntil } from './step.ts';

/** No service's name ends in a hyphen, so that no alert is ever taken for a release. */
const PREFIX = 'release--';

/** What is live for longer is no news: to a route that was added since, or connected. */
const NEWS_MS = 3_600_000;

/** What stands in place of an alert's id where a route is told of a release. */
export function releaseNewsId({ id, liveAt }: Pick<LiveRelease, 'id' | 'liveAt'>): string {
  const suffix = createHash('sha256').update(id).digest('hex').slice(0, 8);
  return alertIdOf('release:', liveAt, suffix);
}

export function isReleaseNews(alertId: string): boolean {
  return alertId.startsWith(PREFIX);
}

/** PagerDuty shows changes beside incidents; elsewhere each release would be one message too many. */
export function hearsOfReleases({ channel }: Route): boolean {
  return channel === 'pagerduty';
}

/** What is due for one route after a release went live: one message, once. */
export function releaseStep(
  { liveAt }: Pick<LiveRelease, 'liveAt'>,
  { toldKind, pending, unconnectedAt }: Delivery,
  nowMs: number,
): Step {
  if (toldKind !== undefined) return { kind: 'done' };
  if (pending?.isDead) return { kind: 'dead' };
  if (pending) return pendingStep(pending, nowMs);
  if (nowMs - Date.parse(liveAt) > NEWS_MS) return { kind: 'done' };
  const again = unconnectedAt === undefined ? nowMs : Date.parse(unconnectedAt) + UNCONNECTED_MS;
  return nowMs < again ? waitUntil(again) : { kind: 'compose', message: 'trigger' };
}
