import type { Command } from 'commander';
import { Problem } from '../../functions/shared/problem.ts';
import { undoChange } from '../../functions/toggles/edits/undo-change.ts';
import type { ToggleStore } from '../../functions/toggles/store/toggle-store.ts';
import { CliError } from '../cli-error.ts';
import { wholeNumber } from '../whole-number.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';

/** `afterprod toggles undo [key]`: the last change that still counts, be it an edit, a kill or a restore. */
export function addUndo(toggles: Command): void {
  changingCommand(
    toggles,
    'undo [key]',
    'take back the last change, kills included; again: the one before it',
  )
    .option(
      '--to <version>',
      'instead: all toggles as in this version of the document, as history tells it; kills stay',
      wholeNumber,
    )
    .action((key: string | undefined, { to }: { to?: number }, command: Command) => {
      if (key !== undefined && to !== undefined) {
        command.error('error: --to brings back all toggles: leave out the key', { exitCode: 2 });
      }
      return changeStage(command, (store, author) =>
        undoChange(store, { key, to }, author).catch((error: unknown) =>
          explainRevision(store, to, error),
        ),
      );
    });
}

/** History tells both numbers: whoever has taken the wrong one is told the right one. */
async function explainRevision(
  store: ToggleStore,
  to: number | undefined,
  error: unknown,
): Promise<never> {
  const isUnknown = error instanceof Problem && error.code === 'toggle_version_unknown';
  if (to === undefined || !isUnknown) throw error;
  const [entry] = await store.history({ limit: 1, before: to + 1 });
  if (entry?.revision !== to) throw error;
  const fix = `To come back to it: afterprod toggles undo --to ${entry.docVersion}`;
  throw new CliError(
    `${error.message}. Revision ${to} had version ${entry.docVersion} of the document. ${fix}`,
    { cause: error },
  );
}
