import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readStageToggles } from '../../functions/toggles/stage-toggles.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { toggleStoreOf } from '../stores.ts';
import { writtenDocument } from './written-document.ts';

/** `afterprod toggles export [file]`: the flagd definition that is stored. Kills are no part of it. */
export function addExport(toggles: Command): void {
  toggles
    .command('export [file]')
    .description('the flagd definition of all toggles, to a file or the standard output; no kills')
    .action((file: string | undefined, _, command: Command) => exportToggles(file, command));
}

async function exportToggles(file: string | undefined, command: Command): Promise<void> {
  const { target, output } = contextOf(command);
  const where = await target();
  const { document, docVersion } = await readStageToggles(toggleStoreOf(where));
  const text = JSON.stringify(writtenDocument(document), undefined, 2);
  if (file === undefined || file === '-') return output.line(text);
  try {
    writeFileSync(file, `${text}\n`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${file} cannot be written: ${reason}`, { cause, exitCode: 2 });
  }
  const count = Object.keys(document.flags).length;
  output.answer({ file, docVersion, toggles: count }, () => [
    `${file} has the ${count} toggles of ${where.stage} (version ${docVersion}).`,
  ]);
}
