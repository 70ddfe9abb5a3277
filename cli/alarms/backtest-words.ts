import type { Backtest, BacktestInput } from '../../functions/alarms/backtest.ts';
import type { Episode } from '../../functions/alarms/replay.ts';
import { ruleWords } from '../../functions/alarms/rule-words.ts';
import { spoken } from '../duration.ts';
import { moment } from '../moment.ts';
import { columns, type Output, printable } from '../output.ts';
import { type ChartLine, chart } from './chart.ts';
import { figure } from './figure.ts';
import type { History } from './history.ts';
import type { HistoryOptions } from './history-options.ts';

export interface BacktestView {
  readonly history: History;
  readonly input: BacktestInput;
  readonly result: Backtest;
  readonly options: HistoryOptions & { readonly svg?: string };
}

const COLOURS = { plot: undefined, alarms: 'red', axis: 'dim' } as const;

/** A backtest, for people. */
export function backtestLines(view: BacktestView, output: Output): readonly string[] {
  const { history, input, result, options } = view;
  const { recording, bands } = input;
  const picture = { recording, bands, rule: result.rule, episodes: result.episodes };
  return [
    ...historyLines(history, output),
    `rule: ${ruleWords(result.rule)}`,
    ...(result.rule.kind === 'band' ? [learnedWords(view)] : []),
    '',
    ...chart(picture).map((line) => painted(line, output)),
    '',
    ...episodeLines(view, output),
    ...(options.svg === undefined ? [] : [`chart: ${printable(options.svg)}`]),
  ];
}

/** What was read, and what is odd about it. */
export function historyLines(
  { name, recording, points, notes }: History,
  { paint }: Output,
): readonly string[] {
  const { startMs, periodMs, count } = recording.spans;
  const [from, to] = [startMs, startMs + count * periodMs].map(at);
  return [
    paint('bold', printable(name)),
    `${points} points from ${from} to ${to}, one every ${spoken(periodMs)}`,
    ...notes.map((note) => paint('yellow', `note: ${note}`)),
  ];
}

const at = (atMs: number) => moment(new Date(atMs).toISOString());

function learnedWords({ options: { learn } }: BacktestView): string {
  return `band: an approximation of CloudWatch's; not judged in the first ${spoken(learn)}, then learned anew each day from the 14 days before`;
}

function painted({ kind, text }: ChartLine, { paint }: Output): string {
  const colour = COLOURS[kind];
  return colour === undefined ? text : paint(colour, text);
}

function episodeLines({ input, result, options }: BacktestView, output: Output): string[] {
  const { startMs, periodMs, count } = input.recording.spans;
  const judged = spoken(startMs + count * periodMs - input.judgedFromMs);
  const { episodes, falsePerWeek, missed } = result;
  const many = `${episodes.length} alarm${episodes.length === 1 ? '' : 's'} in ${judged}`;
  const rows = episodes.map(episodeRow);
  return [
    output.paint('bold', many),
    ...(rows.length === 0 ? [] : columns([['FIRED', 'LASTED', 'PEAK'], ...rows])),
    ...(options.incident
      ? [`false: ${figure(falsePerWeek)} a week; incidents missed: ${missed.length}`]
      : []),
    ...missed.map(({ fromMs, toMs }) =>
      output.paint('red', `missed: ${at(fromMs)} to ${at(toMs)}`),
    ),
  ];
}

function episodeRow({ startMs, endMs, peak, isOpen }: Episode): readonly string[] {
  const lasted = `${spoken(endMs - startMs)}${isOpen ? ', still firing' : ''}`;
  return [at(startMs), lasted, Number.isNaN(peak) ? 'no data' : figure(peak)];
}
