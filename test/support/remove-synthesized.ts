import { rmSync } from 'node:fs';
import { testCdkOut } from './test-cdk-out.ts';

/** Jest's global teardown, to `synthesize-once`. */
export default async function removeSynthesized(): Promise<void> {
  rmSync(testCdkOut(), { recursive: true, force: true });
}
