import type { BacktestInput } from '../../functions/alarms/backtest.ts';
import type { KnownIncident } from '../../functions/alarms/incident.ts';
import { learnBands } from '../../functions/alarms/learned-bands.ts';
import { CliError } from '../cli-error.ts';
import { spoken } from '../duration.ts';
import { moment } from '../moment.ts';
import type { History } from './history.ts';
import type { HistoryOptions } from './history-options.ts';

/** Learns the bands of a history; what it learned from is not judged. Without `isLearning` all of it is. */
export function judgedHistory(
  { name, recording }: History,
  { learn: learnMs, incident: incidents = [] }: HistoryOptions,
  isLearning: boolean,
): BacktestInput {
  const { startMs, periodMs, count } = recording.spans;
  checkIncidents(incidents, { startMs, endMs: startMs + periodMs * count });
  const bands = learnBands(recording, { learnMs });
  if (!isLearning) return { recording, bands, incidents, judgedFromMs: startMs };
  const lastsMs = periodMs * count;
  if (lastsMs <= learnMs) {
    throw new CliError(
      `${name} is ${spoken(lastsMs)} long, and ${spoken(learnMs)} of it only teach the band: nothing is left to judge. Give more history, a shorter --learn, or a fixed limit with --above.`,
    );
  }
  if (bands.centres.every(Number.isNaN)) {
    throw new CliError(
      `${name} has too few points before any day of it for a band: 24 at least. Give more history, or a fixed limit with --above.`,
    );
  }
  return { recording, bands, incidents, judgedFromMs: startMs + learnMs };
}

/** One that lies elsewhere would count as missed, and every alarm as false. */
function checkIncidents(
  incidents: readonly KnownIncident[],
  { startMs, endMs }: { readonly startMs: number; readonly endMs: number },
): void {
  const outside = incidents.find(({ fromMs, toMs }) => toMs <= startMs || fromMs >= endMs);
  if (!outside) return;
  const [from, to, start, end] = [outside.fromMs, outside.toMs, startMs, endMs].map((atMs) =>
    moment(new Date(atMs).toISOString()),
  );
  throw new CliError(
    `--incident ${from} to ${to} lies outside of what is replayed: ${start} to ${end}. Mind the day and the time zone.`,
    { exitCode: 2 },
  );
}
