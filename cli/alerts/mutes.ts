import type { Command } from 'commander';
import { contextOf } from '../command-context.ts';
import { moment } from '../moment.ts';
import { columns, type Output } from '../output.ts';
import { type MuteRule, onceBetween, readMute } from './mute-rule.ts';
import { stageMutes } from './stage-mutes.ts';

/** `afterprod alerts mutes`. */
export function addMutes(alerts: Command): void {
  alerts
    .command('mutes')
    .description('silences that hold or will: those that people made, and planned maintenance')
    .action((_, command: Command) => mutes(command));
}

async function mutes(command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const found = (await (await stageMutes(where)).list()).map(muteView);
  output.answer({ stage: where.stage, mutes: found }, () => lines(found, output));
}

export type MuteView = ReturnType<typeof muteView>;

export function muteView(rule: MuteRule) {
  const { name, alarms, isActive, description, ...schedule } = rule;
  const facts = readMute(description);
  return {
    name,
    isActive,
    ...(facts ?? { because: description }),
    ...(onceBetween(rule) ?? schedule),
    alarms,
  };
}

export function muteWords(view: MuteView): readonly string[] {
  const subject = 'service' in view ? view.service : view.name;
  const when =
    'until' in view
      ? `${view.isActive ? 'until' : `from ${moment(view.from)} until`} ${moment(view.until)}`
      : `${view.isActive ? 'now: ' : ''}${view.expression} ${view.timeZone} for ${view.duration}`;
  return [subject, when, 'who' in view ? view.who : '', view.because];
}

function lines(views: readonly MuteView[], { paint }: Output): readonly string[] {
  if (views.length === 0) return ['Nothing is muted.'];
  const [head = '', ...body] = columns([
    ['SERVICE', 'MUTED', 'ALARMS', 'BY', 'BECAUSE'],
    ...views.map((view) => {
      const [subject = '', when = '', who = '', because = ''] = muteWords(view);
      return [subject, when, String(view.alarms.length), who, because];
    }),
  ]);
  return [
    paint('bold', head),
    ...body.map((line, at) => (views[at]?.isActive ? paint('yellow', line) : line)),
  ];
}
