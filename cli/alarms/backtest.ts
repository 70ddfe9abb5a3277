import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type Backtest, type BacktestInput, backtest } from '../../functions/alarms/backtest.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { backtestLines } from './backtest-words.ts';
import { readHistory } from './history.ts';
import { addHistoryOptions, type HistoryOptions } from './history-options.ts';
import { judgedHistory } from './judged-history.ts';
import { addRuleOptions, type RuleOptions, ruleFrom } from './rule-options.ts';
import { svgChart } from './svg-chart.ts';

interface BacktestOptions extends HistoryOptions, RuleOptions {
  readonly svg?: string;
}

/** `afterprod alarms backtest [file]`. */
export function addBacktest(alarms: Command): void {
  const command = alarms
    .command('backtest [file]')
    .description(
      'replay recorded history through a rule: which alarms it would have raised, and when',
    );
  addRuleOptions(addHistoryOptions(command))
    .option('--svg <file>', 'the chart as a picture')
    .action((file: string | undefined, options: BacktestOptions, self: Command) =>
      run(file, options, self),
    );
}

async function run(
  file: string | undefined,
  options: BacktestOptions,
  command: Command,
): Promise<void> {
  const context = contextOf(command);
  const history = await readHistory(file, options, context);
  const rule = ruleFrom(options, history.recording.spans.periodMs / 1000, history.rule);
  const input = judgedHistory(history, options, rule.kind === 'band');
  const result = backtest(rule, input);
  if (options.svg !== undefined) await writeSvg(options.svg, history.name, input, result);
  context.output.answer(documentOf(result, options), () =>
    backtestLines({ history, input, result, options }, context.output),
  );
}

/** `falsePerWeek` is known only beside incidents that are. */
export function documentOf(
  { episodes, falsePerWeek, rule }: Backtest,
  { incident }: Pick<HistoryOptions, 'incident'>,
) {
  return {
    episodes: episodes.map(({ startMs, endMs, peak }) => ({
      start: new Date(startMs).toISOString(),
      end: new Date(endMs).toISOString(),
      peak,
    })),
    ...(incident && { falsePerWeek }),
    rule,
  };
}

async function writeSvg(
  file: string,
  name: string,
  { recording, bands }: BacktestInput,
  { rule, episodes }: Backtest,
): Promise<void> {
  try {
    await writeFile(file, svgChart({ recording, bands, rule, episodes }, name));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`Cannot write ${file}: ${why}. Give --svg a file in a folder that exists.`, {
      cause,
    });
  }
}
