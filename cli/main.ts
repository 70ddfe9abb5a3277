import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CommanderError } from 'commander';
import { Problem } from '../functions/shared/problem.ts';
import { CliError } from './cli-error.ts';
import { errorLine } from './error-line.ts';
import { explainAwsError } from './explain-aws-error.ts';
import { createProgram } from './program.ts';

const FAILED = 1;
const WRONG_USE = 2;

/** Runs one command line. The result is the exit code: 0, 1 (failed), 2 (wrong use). */
export async function main(argv: readonly string[], packageFolder: string): Promise<number> {
  process.stdout.on('error', endOnBrokenOutput);
  process.stderr.on('error', () => undefined); // nobody is left to tell
  try {
    await createProgram(versionOf(packageFolder)).parseAsync(argv);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
    process.stderr.write(errorLine(`error: ${messageOf(error)}`));
    return exitCodeOf(error);
  }
}

/** Where nobody says which region, nothing was tried: the command needs more, as with a missing option. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CliError) return error.exitCode;
  return error instanceof Error && error.message === 'Region is missing' ? WRONG_USE : FAILED;
}

function messageOf(error: unknown): string {
  if (error instanceof CliError || error instanceof Problem) return error.message;
  return explainAwsError(error);
}

function versionOf(packageFolder: string): string {
  return JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8')).version;
}

/** `afterprod local logs probes --follow | head` is no failure; a full disk is one, of the answer alone. */
function endOnBrokenOutput({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') process.exit(0);
  const fix = 'The command may have been carried out: look before you repeat it.';
  process.stderr.write(errorLine(`error: The answer cannot be written (${message}). ${fix}`));
  process.exit(FAILED);
}
