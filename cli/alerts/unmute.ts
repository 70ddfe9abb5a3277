import type { Command } from 'commander';
import { callerOf } from '../caller.ts';
import { contextOf } from '../command-context.ts';
import { printable } from '../output.ts';
import { type MuteRule, readMute } from './mute-rule.ts';
import { stageAlerts } from './stage-alerts.ts';
import { stageMutes } from './stage-mutes.ts';
import { tellTimeline } from './tell-timeline.ts';

/** `afterprod alerts unmute <service>`. */
export function addUnmute(alerts: Command): void {
  alerts
    .command('unmute <service>')
    .description('ends the silences of a service that were made by mute; not planned maintenance')
    .action((service: string, _, command: Command) => unmute(service, command));
}

async function unmute(service: string, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const [stage, who, mutes] = await Promise.all([
    stageAlerts(where),
    callerOf(where),
    stageMutes(where),
  ]);
  const rules = await mutes.list();
  const own = rules.filter(({ description }) => readMute(description)?.service === service);
  for (const { name } of own) await mutes.remove(name);
  if (own.length > 0) {
    const at = new Date(stage.atMs).toISOString();
    const key = `unmute-${own[0]?.name}`;
    await tellTimeline(stage, service, { at, kind: 'mute', key, text: 'unmuted', who });
  }
  const ended = own.map(({ name }) => name);
  output.answer({ stage: where.stage, service, changed: own.length > 0, ended }, () => [
    printable(own.length > 0 ? `${service} is heard again.` : notMuted(service, rules)),
  ]);
}

function notMuted(service: string, rules: readonly MuteRule[]): string {
  const muted = rules.flatMap(({ description }) => readMute(description)?.service ?? []);
  const others = muted.length > 0 ? ` Muted: ${[...new Set(muted)].sort().join(', ')}.` : '';
  return `${service} is not muted by the command: nothing was changed.${others}`;
}
