import { cpSync, existsSync } from 'node:fs';
import * as path from 'node:path';
import { readStage } from '../../local/assembly.ts';
import { createManualClock } from '../../local/driven-clock.ts';
import { startLocalCloud } from '../../local/local-cloud.ts';
import { testCdkOut } from './test-cdk-out.ts';

/** Beside the synthesized app, and removed with it. */
const preparedFolder = () => path.join(testCdkOut(), 'prepared-storefront');

/** What the stage looks like once it was deployed: toggles seeded, the release recorded, markers told. */
export async function prepareStorefront(): Promise<void> {
  const cloud = await startLocalCloud({
    ...readStage(testCdkOut(), 'prod'),
    port: 0,
    dataDir: preparedFolder(),
    clock: createManualClock(Date.now()),
  });
  await cloud.stop();
}

/** A storefront that starts in this empty folder starts again: no deployment's functions need to run. */
export function copyPreparedStorefront(folder: string): void {
  if (!existsSync(preparedFolder())) throw new Error('No storefront was prepared by this run');
  cpSync(preparedFolder(), folder, { recursive: true, verbatimSymlinks: true });
}
