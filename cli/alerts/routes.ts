import type { Command } from 'commander';
import type { RouteHours } from '../../functions/alerts/alerts-config.ts';
import { contextOf } from '../command-context.ts';
import { columns, type Output } from '../output.ts';
import { publishedRoutes } from './require-route.ts';
import { type Connection, routeStandings, type StandingRoute } from './route-standings.ts';
import { stageAlerts } from './stage-alerts.ts';

/** `afterprod alerts routes`. */
export function addRoutes(alerts: Command): void {
  alerts
    .command('routes')
    .description('where alerts go, who hears of what, and whether anybody is there')
    .action((_, command: Command) => routes(command));
}

async function routes(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const stage = await stageAlerts(await target());
  await publishedRoutes(stage);
  const found = await routeStandings(stage);
  const document = found.map(({ name, channel, severities, services, hours, connection }) => ({
    ...{ name, channel, severities },
    ...(services && { services }),
    ...(hours && { hours }),
    connection,
  }));
  output.answer({ stage: stage.where.stage, routes: document }, () => lines(found, output));
}

const COLOURS = { connected: 'green', none: 'red', unconfirmed: 'yellow', unknown: 'dim' } as const;

function lines(routes: readonly StandingRoute[], { paint }: Output): readonly string[] {
  if (routes.length === 0) return ['No routes: nobody is told of anything in this stage.'];
  const [head = '', ...body] = columns([
    ['ROUTE', 'CHANNEL', 'SEVERITIES', 'SERVICES', 'HOURS', 'CONNECTED'],
    ...routes.map((route) => [
      route.name,
      route.channel === 'sns' ? 'e-mail' : route.channel,
      route.severities.join(' '),
      route.services?.join(' ') ?? 'all',
      hoursWords(route.hours),
      connectionWords(route),
    ]),
  ]);
  return [
    paint('bold', head),
    ...body.map((line, at) => paint(COLOURS[routes[at]?.connection ?? 'unknown'], line)),
  ];
}

/** `mon-fri 08:00-18:00 Europe/Berlin`. */
export function hoursWords(hours: RouteHours | undefined): string {
  if (!hours) return 'any';
  const { days, from, to, timeZone } = hours;
  return [...(days ? [days.join(' ')] : []), `${from}-${to}`, timeZone].join(' ');
}

function connectionWords({ name, channel, connection }: StandingRoute): string {
  const remedies: Readonly<Record<Connection, string>> = {
    connected: 'yes',
    none:
      channel === 'sns'
        ? 'no: nobody subscribed (severities in the settings)'
        : `no: afterprod alerts connect ${name}`,
    unconfirmed: "no: confirm the subscription in SNS's mail",
    unknown: 'not known: you may not look',
  };
  return remedies[connection];
}
