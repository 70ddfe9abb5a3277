import type { Command } from 'commander';
import type { Alert, MemberAlarm } from '../../functions/alerts/alert.ts';
import { measuredText } from '../../functions/alerts/messages/measured-text.ts';
import { contextOf } from '../command-context.ts';
import { spoken } from '../duration.ts';
import { moment } from '../moment.ts';
import { columns, type Output, printable } from '../output.ts';
import { COLOUR_OF, isFiring, statusWords, type ToldAlert } from './alert-words.ts';
import { requireAlert, stageAlerts } from './stage-alerts.ts';
import { standingOf } from './standing-of.ts';
import { stateWords } from './standing-words.ts';

/** `afterprod alerts show <id>`. */
export function addShow(alerts: Command): void {
  alerts
    .command('show <id>')
    .description("one alert, or a service's latest: its alarms, and what each route has heard")
    .action((id: string, _, command: Command) => show(id, command));
}

async function show(id: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const stage = await stageAlerts(await target());
  const alert = await requireAlert(stage, id);
  const routes = (await stage.store.deliveriesOf(alert.id)).map(standingOf);
  output.answer({ ...alert, routes }, () => lines({ alert, routes }, stage.atMs, output));
}

function lines({ alert, routes }: ToldAlert, atMs: number, output: Output): readonly string[] {
  const { paint } = output;
  const routeRows = columns(routes.map((route) => [`  ${route.route}`, stateWords(route, atMs)]));
  return [
    paint('bold', printable(alert.id)),
    paint(COLOUR_OF[alert.status], printable(`  ${alert.severity}, ${statusWords(alert, atMs)}`)),
    ...factLines(alert),
    '',
    paint('bold', 'Alarms'),
    ...alarmsOf(alert).flatMap((alarm) => alarmLines(alarm, atMs, output)),
    '',
    paint('bold', 'Routes'),
    ...(routes.length === 0 ? ['  nobody was told'] : []),
    ...routeRows.map((line, at) => (routes[at]?.state === 'dead' ? paint('red', line) : line)),
    '',
    paint('dim', printable(`What happened around it: afterprod incidents show ${alert.id}`)),
  ];
}

function factLines({ beganAt, openedAt, resolvedAt }: Alert): readonly string[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['began', beganAt],
    ['opened', openedAt],
    ['resolved', resolvedAt],
  ];
  return facts.flatMap(([label, at]) =>
    at ? [`  ${label.padEnd(LABEL_WIDTH)}${moment(at)}`] : [],
  );
}

const LABEL_WIDTH = 10;

/** What fires stands first, then by name. */
function alarmsOf({ alarms }: Alert): readonly MemberAlarm[] {
  const rank = (alarm: MemberAlarm) => (isFiring(alarm) ? 0 : 1);
  return Object.values(alarms).sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function alarmLines(alarm: MemberAlarm, atMs: number, { paint }: Output): readonly string[] {
  const { name, severity, sentence, state, changedAt, owner, runbook } = alarm;
  const age = spoken(atMs - Date.parse(alarm.firingSince ?? changedAt));
  const silent = state === 'INSUFFICIENT_DATA' && isFiring(alarm) ? ', without data' : '';
  const told = isFiring(alarm) ? `fires for ${age}${silent}` : `${state} for ${age}`;
  const muted = alarm.isAnnounced || !isFiring(alarm) ? '' : ', not announced';
  const head = `  ${name}  ${severity}, ${told}${muted}`;
  const more = [sentence, measuredText(alarm), owner && `owner: ${owner}`, runbook];
  return [
    isFiring(alarm) ? paint('red', printable(head)) : printable(head),
    ...more.flatMap((text) => (text ? [`    ${printable(text)}`] : [])),
  ];
}
