import { type Command, InvalidArgumentError } from 'commander';
import { figuresOf, NO_FIGURES, plus } from '../../functions/probes/store/figures.ts';
import type { DayFigures, Figures } from '../../functions/probes/store/probe-store.ts';
import { isoDate } from '../../functions/shared/iso-date.ts';
import { contextOf } from '../command-context.ts';
import { wholeNumber } from '../whole-number.ts';
import { historyLines } from './history-words.ts';
import { type Incident, incidentsOf, type PlacedResult } from './incidents.ts';
import { resultsBetween } from './latest-results.ts';
import { stageProbes, targetsNamed } from './stage-probes.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;
const DEFAULT_DAYS = 7;

/** What became of one probe. */
export interface ProbeHistory {
  readonly probe: string;
  /** Of the last 24 hours, all regions together. */
  readonly figures: Figures;
  readonly incidents: readonly Incident[];
  readonly days: readonly DayFigures[];
}

/** `afterprod probes history [name]`. */
export function addHistory(probes: Command): void {
  probes
    .command('history [name]')
    .description('what was down in the last 24 hours, when and why; and figures of each day')
    .option('--days <count>', `figures of so many days: at most ${MOST_DAYS}`, days, DEFAULT_DAYS)
    .action((name: string | undefined, options: { readonly days: number }, command: Command) =>
      history(name, options, command),
    );
}

function days(text: string): number {
  const count = wholeNumber(text);
  if (count <= MOST_DAYS) return count;
  throw new InvalidArgumentError(`At most ${MOST_DAYS}.`);
}

async function history(
  name: string | undefined,
  options: { readonly days: number },
  command: Command,
): Promise<void> {
  const { target, output } = contextOf(command);
  const stage = await stageProbes(await target());
  const { now, store, where } = stage;
  const names = targetsNamed(stage, name).map((each) => each.name);
  const from = new Date(now.getTime() - DAY_MS);
  const to = new Date(now.getTime() + 1); // what came just now, too
  const results = await resultsBetween(store, from, to);
  const firstDay = isoDate(now.getTime() - (options.days - 1) * DAY_MS);
  const probes = await Promise.all(
    names.map(async (probe) => {
      const daily = (await store.days(probe)).filter(({ day }) => day >= firstDay);
      return historyOf(probe, results, daily);
    }),
  );
  output.answer({ stage: where.stage, from, to: now, probes }, () =>
    historyLines({ probes, results, from, now, isOne: name !== undefined, ...options }, output),
  );
}

function historyOf(
  probe: string,
  results: readonly PlacedResult[],
  daily: readonly DayFigures[],
): ProbeHistory {
  const own = results.filter((result) => result.probe === probe);
  return {
    probe,
    figures: own.map(figuresOf).reduce(plus, NO_FIGURES),
    incidents: incidentsOf(own),
    days: daily,
  };
}
