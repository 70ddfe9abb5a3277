import type { Command } from 'commander';
import { callerOf } from '../caller.ts';
import { contextOf } from '../command-context.ts';
import { confirm } from '../confirmation.ts';
import { type Output, printable } from '../output.ts';
import { toggleStoreOf } from '../stores.ts';
import type { Target } from '../target.ts';
import { nowMs } from '../target-time.ts';
import { type CarriedOut, carryOut } from './carry-out.ts';
import type { ChangingOptions } from './changing-command.ts';
import { meanwhileInWords } from './meanwhile.ts';
import type { Act, Plan } from './plan.ts';

/** When readers see a change, as the tests of the reader hold it to. */
const NOTICE = 'Functions notice within 10 s; browsers at their next poll.';

/** An import of hundreds is not read line by line. */
const MAX_LINES = 20;

/** Why nothing had to change, where there is more to say than that. */
type SoAlready = (before: Plan['before']) => string | undefined;

/**
 * The frame of a changing command: tells the effect, asks where it must, does exactly that, and answers with what happened.
 *
 * @param soAlready - told where nothing had to change
 */
export async function changeStage(
  command: Command,
  act: Act,
  soAlready?: SoAlready,
): Promise<void> {
  const { target, output } = contextOf(command);
  await changeStageOf(await target(), output, command.opts<ChangingOptions>(), act, soAlready);
}

/** The same for a stage that the command names by itself. */
export async function changeStageOf(
  where: Target,
  output: Output,
  { why, yes }: ChangingOptions,
  act: Act,
  soAlready: SoAlready = () => undefined,
): Promise<void> {
  const [who, atMs] = await Promise.all([callerOf(where), nowMs(where)]);
  const store = toggleStoreOf(where, () => atMs);
  const work = { store, act, atMs, author: { who, why } };
  const ask = (effect: readonly string[]) =>
    confirm({ target: where, effect: shortened(effect), yes });
  const done = await carryOut(work, ask);
  answer(where, output, done, soAlready(done.plan.before));
}

function answer(
  { stage }: Target,
  output: Output,
  done: CarriedOut,
  reason = 'It is so already',
): void {
  const { plan, revision, meanwhile = [] } = done;
  const changes = plan.effects.map(({ line: _line, ...change }) => change);
  const changed = revision !== undefined;
  const document = changed ? { revision, changes, segments: plan.segments } : { changes: [] };
  const others = meanwhile.length > 0 ? { meanwhile } : {};
  output.answer({ stage, changed, ...document, ...others }, () => [
    ...(changed ? shortened(plan.lines).map(printable) : []),
    ...meanwhile.map((entry) => printable(meanwhileInWords(entry))),
    changed
      ? `Revision ${revision} in ${stage}. ${NOTICE}`
      : printable(`${reason}: nothing was changed in ${stage}.`),
  ]);
}

function shortened(lines: readonly string[]): readonly string[] {
  if (lines.length <= MAX_LINES) return lines;
  return [...lines.slice(0, MAX_LINES), `and ${lines.length - MAX_LINES} more`];
}
