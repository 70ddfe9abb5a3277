import type { Command } from 'commander';
import type { Alert } from '../../functions/alerts/alert.ts';
import { testedRoute } from '../../functions/alerts/tested-route.ts';
import { type PageOptions, queryOf, withPageOptions } from '../alerts/page-options.ts';
import { stageAlerts } from '../alerts/stage-alerts.ts';
import { contextOf } from '../command-context.ts';
import { spoken } from '../duration.ts';
import { moment } from '../moment.ts';
import { columns, type Output } from '../output.ts';
import { median, timesOf } from './incident-times.ts';

/** `afterprod incidents list`. */
export function addList(incidents: Command): void {
  withPageOptions(incidents.command('list'))
    .description('incidents, the newest first, with the time to detect and to restore')
    .action((options: PageOptions, command: Command) => list(options, command));
}

async function list(options: PageOptions, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const query = queryOf(options);
  const stage = await stageAlerts(await target());
  const found = await stage.store.listAlerts(query);
  const last = found.at(-1)?.openedAt;
  const next = found.length === query.limit ? last : undefined;
  const incidents = found.filter(({ service }) => testedRoute(service) === undefined).map(viewOf);
  const typical = typicalOf(incidents);
  const document = { stage: stage.where.stage, incidents, typical, ...(next && { next }) };
  output.answer(document, () => [
    ...lines(incidents, output),
    ...typicalLines(typical, incidents.length),
    ...(next ? [output.paint('dim', `Older ones: --before ${next}`)] : []),
  ]);
}

type IncidentView = ReturnType<typeof viewOf>;

function viewOf(alert: Alert) {
  const { id, service, severity, status, beganAt, openedAt, resolvedAt, alarms } = alert;
  return {
    ...{ id, service, severity, status, beganAt, openedAt },
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...timesOf(alert),
    alarms: Object.keys(alarms).length,
  };
}

interface Typical {
  readonly timeToDetectMs?: number;
  readonly timeToRestoreMs?: number;
}

/** Medians of those that are listed. */
function typicalOf(incidents: readonly IncidentView[]): Typical {
  const timeToDetectMs = median(incidents.map((each) => each.timeToDetectMs));
  const timeToRestoreMs = median(incidents.flatMap((each) => each.timeToRestoreMs ?? []));
  return {
    ...(timeToDetectMs !== undefined && { timeToDetectMs }),
    ...(timeToRestoreMs !== undefined && { timeToRestoreMs }),
  };
}

function lines(incidents: readonly IncidentView[], { paint }: Output): readonly string[] {
  if (incidents.length === 0) return ['No incident.'];
  const [head = '', ...body] = columns([
    ['INCIDENT', 'SEVERITY', 'BEGAN', 'DETECTED AFTER', 'RESTORED AFTER', 'ALARMS'],
    ...incidents.map((each) => [
      each.id,
      each.severity,
      moment(each.beganAt),
      spoken(each.timeToDetectMs),
      each.timeToRestoreMs === undefined ? each.status : spoken(each.timeToRestoreMs),
      String(each.alarms),
    ]),
  ]);
  return [
    paint('bold', head),
    ...body.map((line, at) => (incidents[at]?.status === 'resolved' ? line : paint('red', line))),
  ];
}

function typicalLines(
  { timeToDetectMs, timeToRestoreMs }: Typical,
  count: number,
): readonly string[] {
  if (timeToDetectMs === undefined || timeToRestoreMs === undefined || count < 2) return [];
  return [
    `Half of them were detected within ${spoken(timeToDetectMs)} and restored within ${spoken(timeToRestoreMs)}.`,
  ];
}
