import type { Command } from 'commander';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { setFacts } from '../../functions/toggles/edits/set-facts.ts';
import { contextOf } from '../command-context.ts';
import { nowMs } from '../target-time.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';
import {
  addFactOptions,
  addFactRemovals,
  type FactOptions,
  factsOf,
  parsedExpires,
} from './fact-options.ts';

/** `afterprod toggles describe <key> --expires 8w …`: facts about a toggle; what it serves stays. */
export function addDescribe(toggles: Command): void {
  const command = changingCommand(toggles, 'describe <key>', 'change facts about a toggle')
    .option('--owner <name>', 'who answers for it')
    .option('--expires <when>', 'its last day: 2027-03-01, or 8w from today', parsedExpires)
    .option('--description <text>', 'what it is for');
  addFactRemovals(addFactOptions(command)).action(
    (key: string, options: FactOptions, given: Command) => describe(key, options, given),
  );
}

async function describe(key: string, options: FactOptions, command: Command): Promise<void> {
  if (Object.keys(factsOf(options, 0)).length === 0) {
    command.error('error: which fact? E.g. --expires 8w, --owner shop, --no-ticket', {
      exitCode: 2,
    });
  }
  const atMs = await nowMs(await contextOf(command).target());
  await changeStage(command, (store, author) =>
    editToggles(store, (document) => setFacts(document, key, factsOf(options, atMs)), author),
  );
}
