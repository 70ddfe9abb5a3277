import { rmSync } from 'node:fs';
import * as path from 'node:path';
import type { Credentials } from '../emulator.ts';
import type { LocalCloud } from '../local-cloud.ts';
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
  /** Where the e-mail that SNS and SES delivered can be read, as JSON. */
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
  writeWhole(localJsonIn(dataFolder), `${JSON.stringify(content, undefined, 2)}\n`);
}

export function removeLocalJson(dataFolder: string): void {
  rmSync(localJsonIn(dataFolder), { recursive: true, force: true });
}

export function localJsonIn(dataFolder: string): string {
  return path.join(dataFolder, 'local.json');
}
