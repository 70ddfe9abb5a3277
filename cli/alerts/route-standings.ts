import type { Route } from '../../functions/alerts/alerts-config.ts';
import type { Target } from '../target.ts';
import { readRouteSecret } from './route-secret.ts';
import type { StageAlerts } from './stage-alerts.ts';
import { topicSubscribers } from './topic-subscribers.ts';

/**
 * `none`: what is sent there reaches nobody. `unconfirmed`: somebody has subscribed and not yet confirmed it.
 * `unknown`: the caller may not look.
 */
export type Connection = 'connected' | 'none' | 'unconfirmed' | 'unknown';

export type StandingRoute = Route & { readonly connection: Connection };

/** The routes of a stage, and whether anybody is at their ends; none before the router's first sweep. */
export async function routeStandings({
  where,
  store,
}: Pick<StageAlerts, 'where' | 'store'>): Promise<readonly StandingRoute[]> {
  const config = await store.published();
  return Promise.all(
    (config?.routes ?? []).map(async (route) => ({
      ...route,
      connection: await connectionOf(route, where),
    })),
  );
}

async function connectionOf(route: Route, where: Target): Promise<Connection> {
  try {
    if (route.channel === 'sns') return await topicConnection(route.topicArn, where);
    if (route.channel === 'webhook' && route.url) return 'connected';
    const { routingKey, url } = await readRouteSecret(where, route);
    const address = route.channel === 'pagerduty' ? routingKey : url;
    return address ? 'connected' : 'none';
  } catch (error) {
    if (error instanceof Error && /AccessDenied|AuthorizationError/.test(error.name)) {
      return 'unknown';
    }
    throw error;
  }
}

async function topicConnection(topic: string, where: Target): Promise<Connection> {
  const { confirmed, pending } = await topicSubscribers(topic, where);
  if (confirmed > 0) return 'connected';
  return pending > 0 ? 'unconfirmed' : 'none';
}
