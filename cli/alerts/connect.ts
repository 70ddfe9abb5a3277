import type { Command } from 'commander';
import { contextOf } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { typedSecret } from '../typed-secret.ts';
import { connected } from './connection.ts';
import { requireSecretRoute } from './require-route.ts';
import { type RouteSecret, readRouteSecret, writeRouteSecret } from './route-secret.ts';
import { stageAlerts } from './stage-alerts.ts';

interface ConnectOptions {
  readonly url?: string;
  readonly yes: boolean;
}

/** `afterprod alerts connect <route>`. */
export function addConnect(alerts: Command): void {
  alerts
    .command('connect <route>')
    .description('tells where a route goes: its address, or key of PagerDuty, is typed or piped in')
    .option('--url <address>', 'instead of typing it; it stays in the history of the shell')
    .option('-y, --yes', 'do not ask before another address is replaced', false)
    .action((route: string, options: ConnectOptions, command: Command) =>
      connect(route, options, command),
    );
}

async function connect(name: string, { url, yes }: ConnectOptions, command: Command) {
  const { target, output } = contextOf(command);
  const where = await target();
  const route = await requireSecretRoute(await stageAlerts(where), name);
  const secret = await readRouteSecret(where, route);
  const what = route.channel === 'pagerduty' ? 'Integration key' : `Address of ${name}`;
  const text = url ?? (await typedSecret(what));
  const written = connected(secret, { route, text, isLocal: where.local !== undefined });
  const changed = endOf(written) !== endOf(secret);
  if (changed) {
    const effect = [`${name} goes to another address; alerts that it has told are resolved there`];
    if (endOf(secret)) await confirm({ target: where, effect, yes });
    await writeRouteSecret(where, route, written);
  }
  output.answer({ stage: where.stage, route: name, changed }, () => [
    changed
      ? `${name} is connected in ${where.stage}. It is used within five minutes.`
      : `It is so already: nothing was changed in ${where.stage}.`,
    `Try it: afterprod alerts test ${name}`,
    ...(route.channel === 'webhook' ? [`Its verification key: afterprod alerts key ${name}`] : []),
  ]);
}

function endOf({ url, routingKey }: RouteSecret): string {
  return routingKey || url || '';
}
