import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { format } from 'node:util';

const STDOUT = 1;

const LEVELS = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
} as const;

let requestId: string | undefined;
let bytes = 0;

/** Whose lines follow. Outside an invocation AWS writes `undefined`. */
export function setLogRequestId(id: string | undefined): void {
  requestId = id;
}

/** Bytes written so far: the parent reads as many before it ends an invocation, so that its log is whole. */
export function bytesWritten(): number {
  return bytes;
}

/** Tells the parent that an invocation has arrived: one that has not may be given to another process. */
export function acknowledge(): void {
  writeAll('\x06\n');
}

/**
 * Sends all output to one pipe, synchronously and in order, so that nothing is lost when the process dies. `console` is
 * formatted as AWS's runtime does; what is written to the streams goes through as it is (EMF, Powertools).
 */
export function installLogOutput(): void {
  for (const [method, level] of Object.entries(LEVELS)) {
    const write = (...args: unknown[]) => writeAll(`${textLine(level, args)}\n`);
    Object.defineProperty(console, method, { value: write, writable: true, configurable: true });
  }
  replaceStream('stdout');
  replaceStream('stderr');
}

/** A message is one log event however many lines it has: the parent turns `\r` back into newlines. */
function textLine(level: string, args: readonly unknown[]): string {
  const message = format(...args);
  return `${new Date().toISOString()}\t${requestId}\t${level}\t${message}`.replace(/\r?\n/g, '\r');
}

/** Made at first use: loading Node's own pipe streams costs milliseconds of every cold start. */
function replaceStream(name: 'stdout' | 'stderr'): void {
  let stream: Writable | undefined;
  const create = () =>
    new Writable({
      decodeStrings: false,
      write(chunk: string | Uint8Array, _encoding, done) {
        writeAll(chunk);
        done();
      },
    });
  const get = () => {
    stream ??= create();
    return stream;
  };
  Object.defineProperty(process, name, { get, configurable: true });
}

function writeAll(chunk: string | Uint8Array): void {
  let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  bytes += rest.length;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDOUT, rest));
    } catch (error) {
      if (!isBusyPipe(error)) return; // the parent is gone, and this process will be in a moment
    }
  }
}

function isBusyPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}
