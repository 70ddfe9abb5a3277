import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import * as path from 'node:path';
import type { Cloud } from '../../emulator.ts';
import type { FunctionConfiguration } from './function-configuration.ts';

/** Where a line comes from: an environment and the request that it works on. */
export interface LogSource {
  readonly logStream: string;
  readonly requestId: string | undefined;
  /** Hears the lines of the request under way, for `LogType: Tail`. */
  readonly tail?: string[] | undefined;
}

/** Announces every log line, and appends it to a file per function for who looks later. */
export class LogKeeper {
  readonly #cloud: Cloud;
  readonly #dir: string;
  readonly #files = new Map<string, WriteStream>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#dir = path.join(cloud.dataDir, 'logs');
    mkdirSync(this.#dir, { recursive: true });
  }

  write(fn: FunctionConfiguration, { logStream, requestId, tail }: LogSource, line: string): void {
    const { functionName, logGroup } = fn;
    const atMs = this.#cloud.clock.now();
    this.#file(functionName).write(`${new Date(atMs).toISOString()} ${line}\n`);
    tail?.push(line);
    this.#cloud.announce({
      kind: 'log',
      atMs,
      functionName,
      logGroup,
      logStream,
      ...(requestId !== undefined && { requestId }),
      line,
    });
  }

  async close(): Promise<void> {
    const closing = [...this.#files.values()].map(
      (file) => new Promise<void>((resolve) => file.end(() => resolve())),
    );
    this.#files.clear();
    await Promise.all(closing);
  }

  #file(functionName: string): WriteStream {
    const open = this.#files.get(functionName);
    if (open) return open;
    const file = createWriteStream(path.join(this.#dir, `${functionName}.log`), { flags: 'a' });
    file.on('error', (error) => {
      const message = `The log file of ${functionName} cannot be written: ${error.message}`;
      this.#cloud.announce({ kind: 'notice', atMs: this.#cloud.clock.now(), message });
    });
    this.#files.set(functionName, file);
    return file;
  }
}
