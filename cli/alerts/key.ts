import type { Command } from 'commander';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import type { Target } from '../target.ts';
import { requireSecretRoute } from './require-route.ts';
import { type RouteSecret, readRouteSecret } from './route-secret.ts';
import { type StageAlerts, stageAlerts } from './stage-alerts.ts';

/** `afterprod alerts key <route>`. */
export function addKey(alerts: Command): void {
  alerts
    .command('key <route>')
    .description('the secret by which receivers of a webhook verify what it sends')
    .action((route: string, _, command: Command) => key(route, command));
}

async function key(name: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const { secret, where } = await webhookSecret(await stageAlerts(await target()), name);
  const shown = verificationKey(secret, name);
  output.answer({ stage: where.stage, route: name, key: shown }, () => [shown]);
}

export async function webhookSecret(stage: StageAlerts, name: string) {
  const route = await requireSecretRoute(stage, name);
  if (route.channel !== 'webhook') {
    throw new CliError(`Route ${name} is ${route.channel}: only webhooks are signed with a key.`, {
      exitCode: 2,
    });
  }
  const where: Target = stage.where;
  return { where, route, secret: await readRouteSecret(where, route) };
}

/** As libraries of Standard Webhooks take it. */
function verificationKey({ key: kept }: RouteSecret, name: string): string {
  if (kept) return kept.startsWith(PREFIX) ? kept : `${PREFIX}${kept}`;
  throw new CliError(`Route ${name} has no key. Make one: afterprod alerts rotate ${name}`);
}

const PREFIX = 'whsec_';
