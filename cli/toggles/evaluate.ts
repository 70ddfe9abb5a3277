import { type Command, InvalidArgumentError } from 'commander';
import { requireToggle } from '../../functions/toggles/edits/require-toggle.ts';
import { evaluate } from '../../functions/toggles/reader/evaluate.ts';
import type {
  EvaluationContext,
  EvaluationError,
} from '../../functions/toggles/reader/evaluation.ts';
import { LazyFlags } from '../../functions/toggles/reader/lazy-flags.ts';
import { readStageToggles, stageToggleOf } from '../../functions/toggles/stage-toggles.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { printable } from '../output.ts';
import { toggleStoreOf } from '../stores.ts';
import { reasonInWords } from './reason-words.ts';
import { unreadableLines } from './unreadable-lines.ts';

interface EvaluateOptions {
  readonly context: EvaluationContext;
  readonly targetingKey?: string;
}

/** `afterprod toggles evaluate <key> --context '{"email":"ann@example.com"}'`. */
export function addEvaluate(toggles: Command): void {
  toggles
    .command('evaluate <key>')
    .description('what one user gets, and why; kills included')
    .option('--context <json>', 'what is known of the user', contextFrom, {})
    .option('--targeting-key <id>', 'who it is: the same one always falls into the same percentage')
    .action((key: string, options: EvaluateOptions, command: Command) =>
      evaluateFor(key, options, command),
    );
}

async function evaluateFor(
  key: string,
  { context, targetingKey }: EvaluateOptions,
  command: Command,
): Promise<void> {
  const { target, output } = contextOf(command);
  const state = await readStageToggles(toggleStoreOf(await target()));
  const toggle = requireToggle(state.document, key);
  const user = { ...context, ...(targetingKey !== undefined && { targetingKey }) };
  const snapshot = { ...state, flags: new LazyFlags(state.document) };
  const resolution = evaluate(snapshot, key, user);
  if ('errorCode' in resolution) throw notEvaluated(key, resolution.errorCode);
  const why = reasonInWords(stageToggleOf(state, key) ?? { toggle }, resolution);
  const { unreadable } = state;
  const told = { key, ...resolution, why: why.join('; '), ...(unreadable && { unreadable }) };
  output.answer(told, () => [
    ...unreadableLines(state, output),
    printable(`${key} = ${JSON.stringify(resolution.value)}`),
    printable(`  variant  ${resolution.variant}`),
    `  reason   ${resolution.reason}`,
    ...why.map((line, at) => printable(`  ${at === 0 ? 'why' : '   '}      ${line}`)),
  ]);
}

/** What a reader would meet as well: its code's own default. */
function notEvaluated(key: string, code: EvaluationError): CliError {
  if (code === 'TARGETING_KEY_MISSING') {
    return new CliError(`${key} is served by percentage: to whom? Add --targeting-key <id>.`, {
      exitCode: 2,
    });
  }
  if (code === 'INVALID_CONTEXT') {
    return new CliError(`${key}: targetingKey must be a text.`, { exitCode: 2 });
  }
  const fix = 'See: afterprod toggles lint';
  return new CliError(
    `${key} cannot be evaluated (${code}): readers get their code's default. ${fix}`,
  );
}

function contextFrom(text: string): EvaluationContext {
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as EvaluationContext;
  }
  throw new InvalidArgumentError(`Give a JSON object: '{"email":"ann@example.com"}'`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
