import { type Command, InvalidArgumentError } from 'commander';
import type { Backtest } from '../../functions/alarms/backtest.ts';
import { ruleWords } from '../../functions/alarms/rule-words.ts';
import { type Suggestions, suggest } from '../../functions/alarms/suggest.ts';
import { contextOf } from '../command-context.ts';
import { spoken } from '../duration.ts';
import { columns, type Output } from '../output.ts';
import { documentOf } from './backtest.ts';
import { historyLines } from './backtest-words.ts';
import { figure } from './figure.ts';
import { type History, readHistory } from './history.ts';
import { addHistoryOptions, type HistoryOptions } from './history-options.ts';
import { judgedHistory } from './judged-history.ts';
import { settingsOf, settingsText } from './rule-settings.ts';

interface SuggestOptions extends HistoryOptions {
  /** False alarms a week. */
  readonly budget: number;
  readonly name?: string;
}

const MOST_SHOWN = 5;

/** `afterprod alarms suggest [file]`. */
export function addSuggest(alarms: Command): void {
  const command = alarms
    .command('suggest [file]')
    .description(
      'try rules on recorded history, and propose those with few false alarms, as settings',
    );
  addHistoryOptions(command)
    .option('--budget <count>', 'so many false alarms a week are bearable', budget, 0.25)
    .option('--name <alarm>', "of the alarm in the settings, as in 'probe-health-latency'")
    .action((file: string | undefined, options: SuggestOptions, self: Command) =>
      run(file, options, self),
    );
}

function budget(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a number from 0 on: 0.25 is one a month.');
}

async function run(
  file: string | undefined,
  options: SuggestOptions,
  command: Command,
): Promise<void> {
  const context = contextOf(command);
  const history = await readHistory(file, options, context);
  const input = judgedHistory(history, options, true);
  const common = {
    side: options.side ?? sideOf(history),
    periodSeconds: history.recording.spans.periodMs / 1000,
    missingData: history.rule?.missingData ?? 'missing',
  } as const;
  const found = suggest(input, common, options.budget);
  const proposals = found.proposals.slice(0, MOST_SHOWN);
  const document = {
    budget: options.budget,
    tried: found.tried,
    proposals: proposals.map((each) => ({
      ...documentOf(each, options),
      falsePerWeek: each.falsePerWeek,
      settings: settingsOf(each.rule),
    })),
  };
  context.output.answer(document, () => lines(history, found, proposals, options, context.output));
}

function sideOf({ rule }: History): 'above' | 'below' | 'either' {
  if (rule === undefined) return 'above';
  if (rule.kind === 'band') return rule.side;
  return rule.comparison === 'below' || rule.comparison === 'atMost' ? 'below' : 'above';
}

function lines(
  history: History,
  { tried, quietest }: Suggestions,
  proposals: readonly Backtest[],
  options: SuggestOptions,
  output: Output,
): readonly string[] {
  const head = [
    ...historyLines(history, output),
    `${tried} rules tried; bands are an approximation of CloudWatch's, judged after the first ${spoken(options.learn)}`,
    ...(options.incident
      ? []
      : ['no incident is known: every alarm counts as false; name those with --incident']),
    '',
  ];
  const [best] = proposals;
  if (best === undefined) {
    const nearest = quietest ? `The quietest: ${rowOf(quietest).join(', ')}. ` : '';
    return [
      ...head,
      `None stays within ${options.budget} false alarms a week. ${nearest}Raise --budget, or name incidents with --incident.`,
    ];
  }
  const [title = '', ...rows] = columns([
    ['RULE', 'ALARMS', 'FALSE A WEEK', 'MISSED', 'DELAY'],
    ...proposals.map(rowOf),
  ]);
  const name = options.name ?? history.alarm ?? '<alarm>';
  const period = spoken(history.recording.spans.periodMs);
  const whose = `Judged on points of ${period}: settings leave an alarm its own period; where that is another, replay it by --period or --alarm.`;
  return [...head, output.paint('bold', title), ...rows, whose, '', ...settingsText(name, best)];
}

function rowOf({ rule, episodes, falsePerWeek, missed, delayMs }: Backtest): readonly string[] {
  return [
    ruleWords(rule),
    String(episodes.length),
    figure(falsePerWeek),
    String(missed.length),
    delayMs === undefined ? '' : spoken(delayMs),
  ];
}
