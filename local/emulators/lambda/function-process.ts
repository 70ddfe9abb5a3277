import { type ChildProcess, spawn } from 'node:child_process';
import { type Deferred, deferred } from './deferred.ts';
import type { EnvironmentEnd } from './environment-end.ts';
import { watchMemory } from './memory-watch.ts';
import { OutputLines } from './output-lines.ts';
import type { RuntimeFiles } from './runtime-files.ts';
import type { Watchdog } from './watchdog.ts';

export interface ProcessOptions {
  readonly files: RuntimeFiles;
  readonly watchdog: Watchdog;
  readonly codeDir: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly memorySizeMb: number;
  readonly drivenTime: string;
  readonly onLine: (line: string) => void;
  /** The process has begun with the invocation that was delivered to it. */
  readonly onTaken: () => void;
}

/** Share of the memory that V8 may use for the heap, as AWS's Node.js runtime sets it. */
const HEAP_SHARE = 0.9;

/** What the bootstrap writes when it begins with an invocation: ASCII's ACK. */
const TAKEN = '\x06';

/** V8's account of a full heap comes at the end and is about this long, in characters. */
const KEPT_NATIVE_OUTPUT = 8192;

/** The operating system's process behind one environment. */
export class FunctionProcess {
  /** Settles when the process is gone and all that it wrote has been read. */
  readonly ended: Promise<EnvironmentEnd>;

  readonly #child: ChildProcess;
  readonly #output: OutputLines;
  readonly #ended: Deferred<EnvironmentEnd> = deferred();
  #killedFor: EnvironmentEnd['killedFor'];
  #nativeOutput = '';

  constructor(options: ProcessOptions) {
    this.ended = this.#ended.promise;
    const child = start(options);
    this.#child = child;
    this.#output = new OutputLines(child.stdout, (line) => {
      if (line === TAKEN) options.onTaken();
      else options.onLine(line);
    });
    new OutputLines(child.stderr, (line) => {
      this.#nativeOutput = `${this.#nativeOutput}${line}\n`.slice(-KEPT_NATIVE_OUTPUT);
      options.onLine(line);
    });
    const { pid } = child;
    if (pid === undefined) {
      child.on('error', (error) => this.#end(1, null, error.message));
      return;
    }
    options.watchdog.add(pid);
    const unwatch = watchMemory(pid, options.memorySizeMb, () => this.kill('memory'));
    child.on('close', (code, signal) => {
      unwatch();
      options.watchdog.remove(pid);
      this.#end(code, signal, this.#nativeOutput);
    });
  }

  /** Settles when that much output has been read, or no more can come. */
  outputReceived(bytes: number): Promise<void> {
    return this.#output.received(bytes);
  }

  /** The last resort: what runs over time or memory does not listen. */
  kill(reason?: 'timeout' | 'memory'): void {
    this.#killedFor ??= reason;
    this.#child.kill('SIGKILL');
  }

  #end(code: number | null, signal: NodeJS.Signals | null, nativeOutput: string): void {
    const killedFor = this.#killedFor;
    this.#ended.resolve({ code, signal, nativeOutput, ...(killedFor && { killedFor }) });
  }
}

function start({ files, codeDir, variables, memorySizeMb, drivenTime }: ProcessOptions) {
  const heapMb = Math.round(memorySizeMb * HEAP_SHARE);
  return spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      // The SDK warns of this machine's Node.js, which is not the one that the function will have.
      '--disable-warning=NodeVersionSupportWarning',
      files.bootstrap,
      drivenTime,
      files.compileCacheDir,
    ],
    {
      cwd: codeDir,
      env: variables,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A session of its own: Ctrl-C is for the local cloud, which then ends its functions in order.
      detached: true,
    },
  );
}
