import type { Command } from 'commander';
import { createHeartbeatCheck } from '../../functions/probes/heartbeats/heartbeat-check.ts';
import { probeTarget } from '../../functions/probes/run/probe-target.ts';
import { Slots } from '../../functions/probes/run/slots.ts';
import type { ProbeResult } from '../../functions/probes/targets/probe-result.ts';
import type { Target } from '../../functions/probes/targets/target.ts';
import { systemTimer } from '../../functions/shared/timer.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { laptopEngine, laptopNowMs } from './laptop-engine.ts';
import { resultLines } from './result-words.ts';
import { type StageProbes, stageProbes, targetsNamed } from './stage-probes.ts';

/** As many as the prober has at once on one vCPU. */
const AT_ONCE = 10;

/** `afterprod probes run [name]`. */
export function addRun(probes: Command): void {
  probes
    .command('run [name]')
    .description(
      'probe what the stage probes from this computer, with your own AWS credentials: nothing is recorded, and no alarm hears of it',
    )
    .action((name: string | undefined, _, command: Command) => run(name, command));
}

async function run(name: string | undefined, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const stage = await stageProbes(await target());
  const targets = targetsNamed(stage, name);
  const probe = proberOf(stage);
  const results = await Promise.all(
    targets.map(async (each) => {
      const result = await probe(each);
      if (!output.isJson)
        for (const line of resultLines(each.name, result, output)) output.line(line);
      return result;
    }),
  );
  output.answer({ stage: stage.where.stage, results }, () => []);
  const failed = results.filter(isFailure);
  if (failed.length === 0) return;
  const names = failed.map(({ probe: probeName, outcome }) => `${probeName} is ${outcome}`);
  throw new CliError(`${names.join(', ')}.`);
}

/** Makes each result as the prober does, confirmed by a second attempt where it is down. */
function proberOf({
  config,
  store,
  where,
  now,
}: StageProbes): (target: Target) => Promise<ProbeResult> {
  const heartbeats = config.targets.flatMap(({ kind, name }) =>
    kind === 'heartbeat' ? [name] : [],
  );
  const attempt = laptopEngine({
    allowPrivate: config.allowPrivate,
    client: where.client,
    heartbeat: createHeartbeatCheck({ store, heartbeats, now: () => now }),
  });
  const slots = new Slots({ count: AT_ONCE, nowMs: laptopNowMs, startTimer: systemTimer });
  const tools = {
    attempt,
    slots,
    now: () => new Date(),
    msLeft: () => Number.POSITIVE_INFINITY, // whoever waits can break it off
  };
  return (target) => probeTarget(target, tools, false);
}

/** A job that need not have beaten yet has not failed. */
function isFailure({ outcome, notYet }: ProbeResult): boolean {
  return outcome === 'down' || (outcome === 'unknown' && !notYet);
}
