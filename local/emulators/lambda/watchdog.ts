import { type ChildProcess, spawn } from 'node:child_process';

/** Reads lists of process ids, one a line; when its input ends it kills those of the last list. */
const SCRIPT =
  'while read -r line; do pids=$line; done; [ -n "$pids" ] && kill -9 $pids 2>/dev/null';

/**
 * Ends function processes that outlive the local cloud. A process that waits for work sees its connection break; one in
 * an endless loop sees nothing, so a small shell that waits for the end of this process kills it.
 */
export class Watchdog {
  readonly #pids = new Set<number>();
  #shell: ChildProcess | undefined;

  add(pid: number): void {
    this.#pids.add(pid);
    this.#tell();
  }

  remove(pid: number): void {
    this.#pids.delete(pid);
    this.#tell();
  }

  stop(): void {
    this.#shell?.stdin?.end('\n');
    this.#shell = undefined;
  }

  #tell(): void {
    this.#shell ??= startShell();
    this.#shell?.stdin?.write(`${[...this.#pids].join(' ')}\n`);
  }
}

/** Its own session: Ctrl-C in the terminal is not for it. */
function startShell(): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const shell = spawn('/bin/sh', ['-c', SCRIPT], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => undefined); // without a shell only endless loops of a killed local cloud stay
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return shell;
}
