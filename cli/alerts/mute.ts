import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { callerOf } from '../caller.ts';
import { contextOf } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { durationMs } from '../duration.ts';
import { moment } from '../moment.ts';
import { printable } from '../output.ts';
import { isMutedUntil, type MutePlan, planMute } from './mute-plan.ts';
import { alarmsOfService } from './stage-alarms.ts';
import { stageAlerts } from './stage-alerts.ts';
import { type StageMutes, stageMutes } from './stage-mutes.ts';
import { tellTimeline } from './tell-timeline.ts';

interface MuteOptions {
  readonly because: string;
  readonly yes: boolean;
}

/** `afterprod alerts mute <service> <duration> --because …`. */
export function addMute(alerts: Command): void {
  alerts
    .command('mute <service>')
    .argument('<duration>', 'from the next minute on: 1m to 15d, e.g. 2h or 1h30m', duration)
    .description(
      "keeps a service's alarms from telling anybody; what still fires afterwards is told then",
    )
    .requiredOption('--because <why>', 'who asks later reads it; at most 500 characters', because)
    .option('-y, --yes', 'do not ask', false)
    .action((service: string, forMs: number, options: MuteOptions, command: Command) =>
      mute(service, forMs, options, command),
    );
}

async function mute(
  service: string,
  forMs: number,
  { because: why, yes }: MuteOptions,
  command: Command,
): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const [stage, who, alarms, mutes] = await Promise.all([
    stageAlerts(where),
    callerOf(where),
    alarmsOfService(where, service),
    stageMutes(where),
  ]);
  const { prefix } = where;
  const wanted = { prefix, alarms, service, because: why, who, durationMs: forMs };
  const plan = planMute(wanted, stage.atMs);
  const changed = !isMutedUntil(await mutes.list(), alarms, plan);
  if (changed) {
    await confirm({ target: where, effect: [effectOf(service, alarms.length, plan)], yes });
    await putAll(mutes, plan);
    await tellTimeline(stage, service, {
      at: new Date(stage.atMs).toISOString(),
      kind: 'mute',
      key: `mute-${plan.rules[0]?.name}`,
      text: `muted until ${moment(plan.until)}: ${why}`,
      who,
    });
  }
  const { from, until } = plan;
  output.answer({ stage: where.stage, service, changed, from, until, alarms }, () => [
    printable(
      changed
        ? sentenceOf(effectOf(service, alarms.length, plan))
        : `${service} is muted for that long already: nothing was changed in ${where.stage}.`,
    ),
    ...(changed ? [printable(`End it earlier: afterprod alerts unmute ${service}`)] : []),
  ]);
}

function effectOf(service: string, count: number, { from, until }: MutePlan): string {
  const alarms = count === 1 ? 'the alarm' : `the ${count} alarms`;
  return `${alarms} of ${service} tell nobody from ${moment(from)} until ${moment(until)}`;
}

function sentenceOf(clause: string): string {
  return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}.`;
}

/** All or none, as far as that can be had of rules that are made one by one. */
async function putAll(mutes: StageMutes, { rules }: MutePlan): Promise<void> {
  try {
    for (const rule of rules) await mutes.put(rule);
  } catch (error) {
    await Promise.allSettled(rules.map(({ name }) => mutes.remove(name)));
    throw error;
  }
}

const LEAST_MS = 60_000;
const MOST_MS = 15 * 86_400_000;

function duration(text: string): number {
  const milliseconds = durationMs(text);
  if (milliseconds >= LEAST_MS && milliseconds <= MOST_MS) return milliseconds;
  throw new InvalidArgumentError('CloudWatch mutes from 1m to 15d.');
}

const MOST_CHARACTERS = 500;

function because(text: string): string {
  const why = text.replace(/\s+/g, ' ').trim();
  if (why !== '' && why.length <= MOST_CHARACTERS) return why;
  throw new InvalidArgumentError(
    why === '' ? 'Give a reason.' : `At most ${MOST_CHARACTERS} characters.`,
  );
}
