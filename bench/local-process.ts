import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.join(__dirname, '..');
const GIVE_UP_AFTER_SECONDS = 60;

/** An `npm start` of its own, on free ports. */
export interface LocalProcess {
  readonly secondsToReady: number;
  /** Base URL of each API, as `local.json` gives them. */
  readonly apis: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the local cloud as `npm start` does and waits until it has written its `local.json`. */
export async function startLocalProcess(dataDir: string): Promise<LocalProcess> {
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--require',
      'tsx/cjs',
      'bin/local.ts',
      '--port',
      '0',
      '--data',
      dataDir,
    ],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const file = path.join(dataDir, 'local.json');
  while (!existsSync(file)) {
    if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}`);
    if (performance.now() - startedMs > GIVE_UP_AFTER_SECONDS * 1000) {
      child.kill();
      throw new Error(`npm start was not ready after ${GIVE_UP_AFTER_SECONDS} s`);
    }
    await sleep(20);
  }
  const secondsToReady = (performance.now() - startedMs) / 1000;
  const { apis } = JSON.parse(readFileSync(file, 'utf8')) as Pick<LocalProcess, 'apis'>;
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { secondsToReady, apis, stop };
}
