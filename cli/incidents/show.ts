import type { Command } from 'commander';
import type { Alert } from '../../functions/alerts/alert.ts';
import type { TimelineEvent } from '../../functions/alerts/timeline.ts';
import { COLOUR_OF, statusWords } from '../alerts/alert-words.ts';
import { requireAlert, stageAlerts } from '../alerts/stage-alerts.ts';
import { contextOf } from '../command-context.ts';
import { spoken } from '../duration.ts';
import { columns, type Output, printable } from '../output.ts';
import { timesOf } from './incident-times.ts';

/** `afterprod incidents show <id>`. */
export function addShow(incidents: Command): void {
  incidents
    .command('show <id>')
    .description("one incident, or a service's latest: its timeline, and how long it took")
    .action((id: string, _, command: Command) => show(id, command));
}

async function show(id: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const stage = await stageAlerts(await target());
  const alert = await requireAlert(stage, id);
  const timeline = await stage.store.eventsOf(alert.id);
  output.answer({ ...alert, ...timesOf(alert), timeline }, () =>
    lines(alert, timeline, stage.atMs, output),
  );
}

function lines(
  alert: Alert,
  timeline: readonly TimelineEvent[],
  atMs: number,
  { paint }: Output,
): readonly string[] {
  const { timeToDetectMs, timeToRestoreMs } = timesOf(alert);
  const restored =
    timeToRestoreMs === undefined
      ? 'not restored yet'
      : `restored after ${spoken(timeToRestoreMs)}`;
  return [
    paint('bold', printable(alert.id)),
    paint(COLOUR_OF[alert.status], printable(`  ${alert.severity}, ${statusWords(alert, atMs)}`)),
    `  ${beganWords(alert.beganAt)}`,
    `  detected after ${spoken(timeToDetectMs)}, ${restored}`,
    '',
    paint('bold', 'Timeline (UTC)'),
    ...timelineLines(alert, timeline),
    '',
    paint('dim', printable(`Add to it: afterprod incidents note ${alert.id} "…"`)),
  ];
}

/** To the second, and from when it began: what came first is what an incident is looked through for. */
function timelineLines({ beganAt }: Alert, timeline: readonly TimelineEvent[]): readonly string[] {
  if (timeline.length === 0) return ['  nothing was written'];
  return columns(
    timeline.map(({ at, kind, text, who }) => [
      `  ${at.slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ')}`,
      offsetWords(at, beganAt),
      kind,
      who === undefined ? text : `${who}: ${text}`,
    ]),
  );
}

/** Its first datapoint tells of a minute, no more. */
function beganWords(beganAt: string): string {
  const clock = (epochMs: number) => new Date(epochMs).toISOString().slice(11, 16);
  const fromMs = minuteOf(beganAt) * MINUTE_MS;
  return `began between ${clock(fromMs)} and ${clock(fromMs + MINUTE_MS)}`;
}

const MINUTE_MS = 60_000;

function minuteOf(at: string): number {
  return Math.floor(Date.parse(at) / MINUTE_MS);
}

/** What came in the minute in which it began may be before it: it is not told as after it. */
function offsetWords(at: string, beganAt: string): string {
  if (minuteOf(at) === minuteOf(beganAt)) return '±0';
  const milliseconds = Date.parse(at) - Date.parse(beganAt);
  const sign = milliseconds < 0 ? '-' : '+';
  return `${sign}${spoken(Math.abs(milliseconds))}`;
}
