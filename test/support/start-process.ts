import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalJson } from '../../local/start/local-json.ts';
import type { RunOptions } from '../../local/start/run.ts';
import { nodeArguments } from './bundled-programs.ts';

const ROOT = path.join(__dirname, '../..');
const PATIENCE_MS = 20_000;

/** What `npm start` runs, for another app than this repository's. */
export interface StartProcess {
  readonly pid: number;
  /** What it has said so far. */
  output(): string;
  errors(): string;
  /** Waits until it has said this. */
  says(pattern: RegExp): Promise<void>;
  /** Waits until all runs. */
  ready(): Promise<LocalJson>;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

export interface StartProcessOptions extends Partial<RunOptions> {
  readonly appRoot: string;
  readonly data: string;
  /** As npm runs it; `end` then ends npm's shell alone. @default false */
  readonly belowNpm?: boolean;
}

/** `npm start` runs Node below a shell, which a signal to npm ends alone. */
const NPM_SHELL = ['-c', '"$0" "$@"; exit $?', process.execPath];

export function startProcess({ belowNpm = false, ...options }: StartProcessOptions): StartProcess {
  const all: RunOptions = { port: 0, stage: 'prod', speed: 1, fresh: false, ...options };
  const args = [...nodeArguments('test/support/run-local-cloud.ts'), JSON.stringify(all)];
  const [command, ...before] = belowNpm ? ['sh', ...NPM_SHELL] : [process.execPath];
  const child = spawn(command ?? '', [...before, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, npm_lifecycle_event: belowNpm ? 'start' : '' },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const says = (pattern: RegExp) => until(child, said, () => pattern.test(said.stdout));
  return {
    pid: child.pid ?? 0,
    output: () => said.stdout,
    errors: () => said.stderr,
    says,
    async ready() {
      await says(/Ctrl-C ends it/);
      return JSON.parse(readFileSync(path.join(all.data, 'local.json'), 'utf8'));
    },
    end(signal) {
      child.kill(signal);
      return ended;
    },
    ended,
  };
}

async function until(
  child: ChildProcess,
  said: { readonly stdout: string; readonly stderr: string },
  happened: () => boolean,
): Promise<void> {
  const startedAt = performance.now();
  while (!happened()) {
    const late = performance.now() - startedAt > PATIENCE_MS;
    if (late || child.exitCode !== null) {
      throw new Error(`${late ? 'waited in vain' : 'it ended'}: ${said.stdout}${said.stderr}`);
    }
    await sleep(20);
  }
}
