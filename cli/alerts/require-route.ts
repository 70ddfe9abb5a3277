import type { Route } from '../../functions/alerts/alerts-config.ts';
import { nearest } from '../../functions/shared/nearest.ts';
import { CliError } from '../cli-error.ts';
import type { SecretRoute } from './route-secret.ts';
import type { StageAlerts } from './stage-alerts.ts';

type Asked = Pick<StageAlerts, 'where' | 'store'>;

export async function publishedRoutes({ where, store }: Asked): Promise<readonly Route[]> {
  const config = await store.published();
  if (config) return config.routes;
  throw new CliError(
    `Stage ${where.stage} has not told its routes yet: its router does within a minute of being deployed. Look again then, or check --stage.`,
  );
}

export async function requireRoute(asked: Asked, name: string): Promise<Route> {
  const routes = await publishedRoutes(asked);
  const found = routes.find((route) => route.name === name);
  if (found) return found;
  const known = routes.map((route) => route.name);
  const meant = nearest(name, known);
  const hint = meant ? ` Did you mean ${meant}?` : '';
  throw new CliError(
    `Stage ${asked.where.stage} has no route '${name}'.${hint} Known: ${known.join(', ') || 'none'}.`,
    { exitCode: 2 },
  );
}

/** One that is connected by a secret: not e-mail, whose subscribers stand in settings. */
export async function requireSecretRoute(asked: Asked, name: string): Promise<SecretRoute> {
  const route = await requireRoute(asked, name);
  if (route.channel !== 'sns') return route;
  throw new CliError(
    `Route ${name} is e-mail: it has no address or key of its own. Its subscribers stand in severities in afterprod.config.ts.`,
    { exitCode: 2 },
  );
}
