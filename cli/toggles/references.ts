import { statSync } from 'node:fs';
import type { Command } from 'commander';
import { functionNames } from '../../functions/toggles/code/function-names.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { type Output, printable } from '../output.ts';
import { Progress } from '../progress.ts';
import { type SourceFile, sourceFiles } from '../source-files.ts';
import { findReferences, type Reference } from './find-references.ts';
import { sourceDocument } from './source-document.ts';

const DETAILS = `
A name is a key in quotes, or the function that 'types' wrote for it, where the file imports it.
Left out: hidden folders, node_modules, dist, cdk.out, coverage, binary files, and files over 1 MB.
Exit codes: 0 done, whatever was found; 1 failed; 2 wrong use.`;

/** Lines of minified code say nothing. */
const MAX_TEXT = 160;

/** `afterprod toggles references <dir> [key]`. */
export function addReferences(toggles: Command): void {
  toggles
    .command('references <dir> [key]')
    .description('where code names each toggle, or this one (which may be gone already)')
    .option('--from <file>', 'what export wrote, instead of the stage: needs no AWS')
    .addHelpText('after', DETAILS)
    .action(
      (folder: string, key: string | undefined, { from }: { from?: string }, command: Command) =>
        references(folder, key, from, command),
    );
}

async function references(
  folder: string,
  key: string | undefined,
  from: string | undefined,
  command: Command,
): Promise<void> {
  requireFolder(folder);
  const { output } = contextOf(command);
  const keys = key === undefined ? await keysOf(from, command) : [key];
  const functions = new Map([...functionNames(keys)].map(([each, name]) => [name, each]));
  const found = search(folder, { keys: new Set(keys), functions });
  const named = new Set(found.map((reference) => reference.key));
  const unnamed = keys.filter((each) => !named.has(each)).sort();
  output.answer({ references: found, unnamed }, () => [
    ...found.map((reference) => lineOf(reference, output)),
    ...(unnamed.length === 0
      ? []
      : [printable(`Named nowhere in ${folder}: ${unnamed.join(', ')}`)]),
  ]);
}

async function keysOf(from: string | undefined, command: Command): Promise<readonly string[]> {
  return Object.keys((await sourceDocument(from, command)).flags);
}

function search(folder: string, wanted: Parameters<typeof findReferences>[1]) {
  const progress = new Progress();
  try {
    return findReferences(counted(folder, progress), wanted);
  } finally {
    progress.end();
  }
}

function* counted(folder: string, progress: Progress): Generator<SourceFile> {
  let count = 0;
  for (const file of sourceFiles(folder)) {
    count += 1;
    progress.tell(`${count} files searched`);
    yield file;
  }
}

function lineOf({ file, line, column, text }: Reference, { paint }: Output): string {
  const place = paint('bold', printable(`${file}:${line}:${column}`));
  const shown = text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`;
  return `${place}  ${printable(shown)}`;
}

function requireFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new CliError(`${folder} is no folder.`, { exitCode: 2 });
}
