import { type Command, InvalidArgumentError, Option } from 'commander';
import { MAX_HOURS, statisticsQuery } from '../../functions/feedback/admin/admin-forms.ts';
import { readStatistics } from '../../functions/feedback/statistics/read-statistics.ts';
import { contextOf } from '../command-context.ts';
import { durationMs } from '../duration.ts';
import { exposureStoreOf, feedbackCountsOf } from '../stores.ts';
import { nowMs } from '../target-time.ts';
import { checked } from './checked.ts';
import { statisticsWords } from './statistics-words.ts';

interface StatsOptions {
  /** Milliseconds. */
  readonly since: number;
  readonly release?: string;
  readonly toggle?: string;
}

const HOUR_MS = 3_600_000;
const MOST = `${MAX_HOURS / 24}d`;

/** `afterprod feedback stats`. */
export function addStats(feedback: Command): void {
  feedback
    .command('stats')
    .description('how much came in, and how much of it complains: by release and by toggle')
    .addOption(
      new Option('--since <time>', `how far back, in whole hours: at most ${MOST}`)
        .argParser(sinceMs)
        .default(24 * HOUR_MS, '24h'),
    )
    .option('--release <id>', 'of pages with this release')
    .option('--toggle <key>', 'of this toggle')
    .action((options: StatsOptions, command: Command) => stats(options, command));
}

function sinceMs(text: string): number {
  const since = durationMs(text);
  if (since <= MAX_HOURS * HOUR_MS) return since;
  throw new InvalidArgumentError(`At most ${MOST}.`);
}

async function stats({ since, ...filter }: StatsOptions, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const hours = String(Math.ceil(since / HOUR_MS));
  const request = checked(statisticsQuery, { ...filter, hours });
  const where = await target();
  const atMs = await nowMs(where);
  const now = () => atMs;
  const sources = {
    counts: feedbackCountsOf(where, now),
    exposures: exposureStoreOf(where, now),
  };
  const statistics = await readStatistics(sources, request, atMs);
  output.answer({ stage: where.stage, ...statistics }, () => statisticsWords(statistics, output));
}
