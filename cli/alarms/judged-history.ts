import type { BacktestInput } from '../../functions/alarms/backtest.ts';
import { learnBands } from '../../functions/alarms/learned-bands.ts';
import { CliError } from '../cli-error.ts';
import { spoken } from '../duration.ts';
import type { History } from './history.ts';
import type { HistoryOptions } from './history-options.ts';

/** Learns the bands of a history; what it learned from is not judged. Without `isLearning` all of it is. */
export function judgedHistory(
  { name, recording }: History,
  { learn: learnMs, incident: incidents = [] }: HistoryOptions,
  isLearning: boolean,
): BacktestInput {
  const { startMs, periodMs, count } = recording.spans;
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
