import type { Command } from 'commander';
import { editToggles } from '../../functions/toggles/edits/edit-toggles.ts';
import { importToggles } from '../../functions/toggles/edits/import-toggles.ts';
import { changeStage } from './change-stage.ts';
import { changingCommand } from './changing-command.ts';
import { readDocumentFile } from './document-file.ts';

/** `afterprod toggles import <file>`: what `export` wrote, or a flagd definition of another tool. */
export function addImport(toggles: Command): void {
  changingCommand(
    toggles,
    'import <file>',
    'add the toggles and segments of a flagd definition; - is the standard input',
  )
    .option('--replace', 'what exists and differs becomes as in the file', false)
    .action((file: string, { replace }: { replace: boolean }, command: Command) => {
      const incoming = readDocumentFile(file);
      return changeStage(command, (store, author) =>
        editToggles(store, (document) => importToggles(document, incoming, { replace }), author),
      );
    });
}
