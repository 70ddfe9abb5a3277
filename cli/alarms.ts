import type { Command } from 'commander';
import { addBacktest } from './alarms/backtest.ts';
import { addList } from './alarms/list.ts';
import { addSuggest } from './alarms/suggest.ts';

/** `afterprod alarms …`: what CloudWatch watches, and how it would have judged. A new command is one file and one line here. */
export function addAlarms(program: Command): void {
  const alarms = program.command('alarms').description('what is watched, and which rules fit it');
  addList(alarms);
  addBacktest(alarms);
  addSuggest(alarms);
}
