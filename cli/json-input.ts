import { readFileSync } from 'node:fs';
import { CliError } from './cli-error.ts';

const STANDARD_INPUT = 0;

/** What a file says, `-` for the standard input. A file that cannot be read is wrong use; one that is no JSON has failed. */
export function readJsonInput(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${named(file)} is no JSON: ${reason}`, { cause });
  }
}

/** For messages. */
export function named(file: string): string {
  return file === '-' ? 'The standard input' : file;
}

function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? STANDARD_INPUT : file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(`${named(file)} cannot be read: ${reason}`, { cause, exitCode: 2 });
  }
}
