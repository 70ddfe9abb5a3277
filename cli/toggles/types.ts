import { readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { toggleTypes } from '../../functions/toggles/code/toggle-types.ts';
import { CliError } from '../cli-error.ts';
import { contextOf } from '../command-context.ts';
import { sourceDocument } from './source-document.ts';

const DEFAULT_FILE = 'toggles.generated.ts';
const EXIT_CODES =
  '\nExit codes: 0 done; 1 with --check, the file is not what the toggles are, or it failed; 2 wrong use.';

interface TypesOptions {
  readonly out: string;
  readonly from?: string;
  readonly check: boolean;
}

/** `afterprod toggles types`: a function for each toggle, so that a removed toggle breaks the build. */
export function addTypes(toggles: Command): void {
  toggles
    .command('types')
    .description('write a TypeScript file with a function for each toggle')
    .option('--out <file>', 'where to; - is the standard output', DEFAULT_FILE)
    .option('--from <file>', 'what export wrote, instead of the stage: needs no AWS')
    .option('--check', 'write nothing: fail where the file is not what would be written', false)
    .addHelpText('after', EXIT_CODES)
    .action((options: TypesOptions, command: Command) => types(options, command));
}

async function types({ out, from, check }: TypesOptions, command: Command): Promise<void> {
  const { output } = contextOf(command);
  const document = await sourceDocument(from, command);
  const text = toggleTypes(document);
  const toggles = Object.keys(document.flags).length;
  if (check) {
    if (contentOf(out) !== text)
      throw new CliError(`${out} is not what the toggles are. ${fix(out, from)}`);
    return output.answer({ file: out, toggles, changed: false }, () => [`${out} is up to date.`]);
  }
  if (out === '-') return output.line(text.trimEnd());
  const changed = contentOf(out) !== text;
  if (changed) write(out, text);
  output.answer({ file: out, toggles, changed }, () => [
    changed ? `${out} has a function for each of ${toggles} toggles.` : `${out} was so already.`,
  ]);
}

/** As written: git may have changed the ends of its lines. */
function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${file} cannot be written: ${reason}`, { cause, exitCode: 2 });
  }
}

function fix(out: string, from: string | undefined): string {
  const options = [
    ...(out === DEFAULT_FILE ? [] : [`--out ${out}`]),
    ...(from === undefined ? [] : [`--from ${from}`]),
  ];
  return `Run: ${['afterprod toggles types', ...options].join(' ')}`;
}
