import type { Command } from 'commander';
import { Problem } from '../../functions/shared/problem.ts';
import type { Rollout } from '../../functions/toggles/rollouts/rollout.ts';
import { callerOf } from '../caller.ts';
import { CliError } from '../cli-error.ts';
import { type CommandContext, contextOf } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { durationMs } from '../duration.ts';
import { wholeNumber } from '../whole-number.ts';
import type { ChangingOptions } from './changing-command.ts';
import { changingCommand } from './changing-command.ts';
import {
  effectOf,
  plannedStart,
  type Steer,
  steered,
  storeAborted,
  storeSteered,
} from './guard-acts.ts';
import { rolloutLines } from './guard-picture.ts';
import { planOf } from './guard-plan.ts';
import { GuardStage } from './guard-stage.ts';

interface GuardOptions extends ChangingOptions {
  readonly plan?: readonly number[];
  readonly bake?: number;
  readonly minExposures?: number;
  readonly variant?: string;
  readonly status?: true;
  readonly pause?: true;
  readonly resume?: true;
  readonly end?: true;
  readonly abort?: true;
}

const DEFAULT_BAKE_MS = 30 * 60_000;
const DEFAULT_EXPOSURES = 100;

const EXPLANATION = `
A guarded rollout goes on by itself while every alarm in the toggle's guardedBy is OK and has data. It pauses
where one has none, or where somebody changes the toggle; then --resume goes on from what is served. An alarm aborts it:
the toggle is killed, everybody gets its safe variant. After 'restore', --resume goes on with it.`;

/** `afterprod toggles guard <key>`: rolls a variant out step by step while alarms watch. */
export function addGuardedRollout(toggles: Command): void {
  changingCommand(
    toggles,
    'guard <key>',
    'roll out step by step while alarms watch; or tell how it stands',
  )
    .option('--plan <steps>', "start: '1% 5% 25% 50% 100%'", planOf)
    .option(
      '--bake <time>',
      'with --plan: how long each step takes at least (default: 30m)',
      durationMs,
    )
    .option(
      '--min-exposures <count>',
      `with --plan: how often the variant is served in each step at least (default: ${DEFAULT_EXPOSURES})`,
      wholeNumber,
    )
    .option('--variant <name>', "with --plan: what is rolled out (default: 'on', or what is true)")
    .option('--status', 'how it stands: the default')
    .option('--pause', 'stop here; an alarm still aborts it')
    .option('--resume', 'go on from what is served now')
    .option('--end', 'stop for good; the toggle stays as it is')
    .option('--abort', 'stop for good; the toggle is killed')
    .addHelpText('after', EXPLANATION)
    .action((key: string, options: GuardOptions, command: Command) =>
      guard(key, options, contextOf(command)),
    );
}

async function guard(key: string, options: GuardOptions, context: CommandContext): Promise<void> {
  const task = taskOf(options);
  const where = await context.target();
  const stage = await GuardStage.of(where, key);
  if (task === 'status') return answerStatus(stage, context);
  const author = { who: await callerOf(where), why: options.why };
  const { yes } = options;
  const ask = (effect: readonly string[]) => confirm({ target: where, effect, yes });
  if (task !== 'start') {
    await ask(effectOf(await steered(stage, task, author), task));
    if (task === 'abort') return answerAbort(stage, await storeAborted(stage, author), context);
    return answer(stage, await storeSteered(stage, task, author), context);
  }
  const planned = await plannedStart(stage, requestOf(options), author);
  await ask(effectOf(planned, task));
  return answer(stage, await stage.rollouts.create(planned), context);
}

/** What the options ask for: one thing. */
function taskOf(options: GuardOptions): Steer | 'start' | 'status' {
  const asked = (['plan', 'status', 'pause', 'resume', 'end', 'abort'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (asked.length > 1) {
    throw wrongUse(`Give one of ${asked.map((name) => `--${name}`).join(', ')}.`);
  }
  const [task = 'status'] = asked;
  if (task === 'plan') return 'start';
  const { bake, minExposures, variant } = options;
  if (bake === undefined && minExposures === undefined && variant === undefined) return task;
  throw wrongUse('--bake, --min-exposures and --variant are parts of a --plan.');
}

function requestOf({ plan = [], bake, minExposures, variant }: GuardOptions) {
  const steps = plan.map((percent) => ({
    percent,
    bakeMs: bake ?? DEFAULT_BAKE_MS,
    minExposures: minExposures ?? DEFAULT_EXPOSURES,
  }));
  return { steps, ...(variant !== undefined && { variant }) };
}

/** That there is none is an answer, too. */
async function answerStatus(stage: GuardStage, context: CommandContext) {
  const rollout = await stage.rollouts.find(stage.key);
  if (rollout) return answer(stage, rollout, context);
  const { toggle } = await stage.toggleNow();
  if (!toggle) throw new Problem('toggle_unknown', `There is no toggle '${stage.key}'`);
  context.output.answer({ rollout: null }, () => [`No guarded rollout of ${stage.key}.`]);
}

async function answer(stage: GuardStage, rollout: Rollout, { output }: CommandContext) {
  const status = await stage.status(rollout);
  output.answer(status, () => rolloutLines(status, output));
}

/** What became of the rollout while the question stood open is told with it. */
async function answerAbort(stage: GuardStage, rollout: Rollout, context: CommandContext) {
  const { state } = rollout;
  if (state === 'aborted') return answer(stage, rollout, context);
  const status = await stage.status(rollout);
  context.output.answer({ ...status, killed: true }, () => [
    ...rolloutLines(status, context.output),
    `The rollout was ${state} while you were asked: ${stage.key} is killed all the same.`,
  ]);
}

function wrongUse(message: string): CliError {
  return new CliError(message, { exitCode: 2 });
}
