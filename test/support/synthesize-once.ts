import { rmSync } from 'node:fs';
import * as path from 'node:path';
import { synthesize } from '../../local/start/synthesize.ts';

const ROOT = path.join(__dirname, '../..');

/** Where the tests find the synthesized app. */
export const TEST_CDK_OUT = path.join(ROOT, 'node_modules/.cache/afterprod/test-cdk.out');

/** Jest's global setup: the app of this repository, as `npm start` synthesizes it. */
export default async function synthesizeOnce(): Promise<void> {
  rmSync(TEST_CDK_OUT, { recursive: true, force: true });
  await synthesize(ROOT, TEST_CDK_OUT).done;
}
