import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { synthesize } from '../../local/start/synthesize.ts';
import { prepareStorefront } from './prepared-storefront.ts';
import { CDK_OUT_VARIABLE } from './test-cdk-out.ts';

const ROOT = path.join(__dirname, '../..');

/** Jest's global setup: the app of this repository, as `npm start` synthesizes and first starts it, in a folder of this run. */
export default async function synthesizeOnce(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-cdk-out-'));
  process.env[CDK_OUT_VARIABLE] = folder; // the workers inherit it
  await synthesize(ROOT, folder).done;
  await prepareStorefront();
}
