import { closeSync, openSync, readSync } from 'node:fs';
import { findDuplicateKey } from '../functions/shared/duplicate-key.ts';
import { CliError } from './cli-error.ts';

const STANDARD_INPUT = 0;

/** Far above what can be stored. What goes on, as a device does, is no document. */
const MAX_BYTES = 16 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

/**
 * What a file says, `-` for the standard input. A file that cannot be read is wrong use; one that is no JSON, or has a key
 * twice, has failed: `JSON.parse` would drop the first without a word.
 */
export function readJsonInput(file: string): unknown {
  const text = readText(file).replace(/^\uFEFF/, '');
  const value = parse(file, text);
  const twice = findDuplicateKey(text);
  if (twice === undefined) return value;
  throw new CliError(`${named(file)} has the key ${twice} twice. Leave one.`);
}

/** For messages. */
export function named(file: string): string {
  return file === '-' ? 'The standard input' : file;
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CliError(`${named(file)} is no JSON: ${reasonOf(cause)}`, { cause });
  }
}

function readText(file: string): string {
  try {
    return file === '-' ? readBounded(STANDARD_INPUT) : readFile(file);
  } catch (cause) {
    const message = `${named(file)} cannot be read: ${reasonOf(cause)}`;
    throw new CliError(message, { cause, exitCode: 2 });
  }
}

function readFile(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    return readBounded(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function readBounded(descriptor: number): string {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= MAX_BYTES; ) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = readSync(descriptor, chunk);
    if (length === 0) return Buffer.concat(chunks).toString('utf8');
    chunks.push(chunk.subarray(0, length));
    size += length;
  }
  throw new Error(`it has more than ${MAX_BYTES} bytes`);
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
