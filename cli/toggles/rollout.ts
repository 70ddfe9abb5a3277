import { type Command, InvalidArgumentError } from 'commander';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { rollOut } from '../../functions/toggles/edits/roll-out.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles rollout <key> 25%`. */
export function addRollout(toggles: Command): void {
  changingCommand(toggles, 'rollout', 'serve a variant to a share of the users')
    .usage('[options] <key> <percent>')
    .argument('<key>')
    .argument('<percent>', '0% to 100%, two decimals at most', percentOf)
    .option('--variant <name>', "what that share gets (default: 'on', or what is true)")
    .action((key: string, percent: number, { variant }: { variant?: string }, command: Command) =>
      changeStage(command, (store, author) =>
        editToggles(store, (document) => rollOut(document, key, percent, variant), author),
      ),
    );
}

/** `25%`, `25`, `0.5%`, or `25 %` as `list` prints it. */
function percentOf(text: string): number {
  const [, number = ''] = /^(\d{1,3}(?:\.\d{1,2})?)\s?%?$/.exec(text) ?? [];
  const percent = number === '' ? Number.NaN : Number(number);
  if (percent <= 100) return percent;
  throw new InvalidArgumentError('Give 0% to 100%, with two decimals at most.');
}
