import type { Command } from 'commander';
import { createToggle } from '../../functions/toggles/edits/create-toggle.ts';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import type { Toggle } from '../../functions/toggles/toggle.ts';
import { contextOf } from '../command-context.ts';
import { nowMs } from '../target-time.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';
import { addFactOptions, type FactOptions, factsOf, parsedExpires } from './fact-options.ts';
import { addValue, namedVariants, ON_OFF, type Variants } from './variant-options.ts';

interface CreateOptions extends FactOptions {
  readonly variants?: Variants;
  readonly value?: Variants;
  readonly default?: string;
}

/** `afterprod toggles create <key> --owner … --expires … --description …`. */
export function addCreate(toggles: Command): void {
  const command = changingCommand(toggles, 'create <key>', 'a new toggle, off for everybody')
    .requiredOption('--owner <name>', 'who answers for it')
    .requiredOption('--expires <when>', 'its last day: 2027-03-01, or 8w from today', parsedExpires)
    .requiredOption('--description <text>', 'what it is for')
    .option('--variants <names>', 'separated by commas (default: on,off)', namedVariants)
    .option('--value <name=json>', 'a variant with its value; give one for each', addValue)
    .option('--default <variant>', 'served to everybody at first (default: off, or the first)');
  addFactOptions(command).action((key: string, options: CreateOptions, given: Command) =>
    create(key, options, given),
  );
}

async function create(key: string, options: CreateOptions, command: Command): Promise<void> {
  if (options.variants && options.value) {
    command.error('error: --variants or --value, not both', { exitCode: 2 });
  }
  const atMs = await nowMs(await contextOf(command).target());
  const toggle = toggleOf(options, atMs);
  await changeStage(command, (store, author) =>
    editToggles(store, (document) => createToggle(document, key, toggle), author),
  );
}

function toggleOf(options: CreateOptions, atMs: number): Toggle {
  const variants = options.value ?? options.variants ?? ON_OFF;
  const [first = ''] = Object.keys(variants);
  const initial = Object.hasOwn(variants, 'off') ? 'off' : first;
  const facts = Object.entries(factsOf(options, atMs));
  return {
    state: 'ENABLED',
    variants,
    defaultVariant: options.default ?? initial,
    metadata: Object.fromEntries(
      facts.flatMap(([name, fact]) => (fact === null ? [] : [[name, fact]])),
    ),
  };
}
