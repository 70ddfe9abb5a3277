import { existsSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Credentials } from '../emulator.ts';
import type { LocalCloud } from '../local-cloud.ts';
import { SetupError } from '../setup-error.ts';
import { writeWhole } from '../state-file.ts';
import { type Inventory, takeInventory } from './inventory.ts';

/** `local.json`: every address of a running local cloud, for scripts, tests and the `afterprod` command. */
export interface LocalJson extends Inventory {
  readonly pid: number;
  readonly stage: string;
  readonly region: string;
  readonly accountId: string;
  readonly awsEndpoint: string;
  /** The developer's own: they may do all. */
  readonly credentials: Credentials;
  /** Where the e-mail that SNS delivered can be read, as JSON. */
  readonly mailbox: string;
  /** Where driven time is read and advanced. */
  readonly clock: string;
  /** Real time, ISO 8601. */
  readonly startedAt: string;
}

export function describeLocalCloud(cloud: LocalCloud, stage: string): LocalJson {
  const stackNames = cloud.stacks().map(({ name }) => name);
  return {
    pid: process.pid,
    stage,
    region: cloud.cloud.region,
    accountId: cloud.cloud.accountId,
    awsEndpoint: cloud.endpoint,
    credentials: cloud.credentials,
    ...takeInventory(cloud.resources(), stage, stackNames),
    mailbox: `${cloud.endpoint}/mailbox.json`,
    clock: `${cloud.endpoint}/clock`,
    startedAt: new Date().toISOString(),
  };
}

/** Written whole: whoever sees the file can use all that it says. */
export function writeLocalJson(dataFolder: string, content: LocalJson): void {
  writeWhole(fileIn(dataFolder), `${JSON.stringify(content, undefined, 2)}\n`);
}

export function removeLocalJson(dataFolder: string): void {
  rmSync(fileIn(dataFolder), { force: true });
}

/** Refuses to start beside a local cloud that already uses this folder. A file that a killed one left is removed. */
export function refuseSecondStart(dataFolder: string): void {
  const running = readRunning(fileIn(dataFolder));
  if (running) {
    throw new SetupError(
      `A local cloud runs already at ${running.awsEndpoint} (process id ${running.pid}). ` +
        `Stop it (Ctrl-C, or kill ${running.pid}), or start another beside it: npm start -- --port 0 --data .afterprod-2`,
    );
  }
  removeLocalJson(dataFolder);
}

function readRunning(file: string): { pid: number; awsEndpoint: string } | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { pid, awsEndpoint } = JSON.parse(readFileSync(file, 'utf8'));
    return isAlive(Number(pid)) ? { pid, awsEndpoint } : undefined;
  } catch {
    return undefined; // half a file of an older version, or no file of ours: nothing to respect
  }
}

/** Signal 0 asks without doing anything; a process of another user counts as alive. */
function isAlive(pid: number): boolean {
  if (!(pid > 0) || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function fileIn(dataFolder: string): string {
  return path.join(dataFolder, 'local.json');
}
