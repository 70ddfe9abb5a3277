import { statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { bundleAsCdk } from '../bundle-as-cdk.ts';
import { importCpuMs } from '../import-cpu.ts';
import type { Figure } from '../report.ts';
import { bundledPost, FUNCTIONS, POST_HANDLER, POST_VARIABLES } from './post-function.ts';

/** What the function that takes posts weighs, and costs a cold start, beside CDK's default bundling of the same handler. */
export function postBundle(folder: string): readonly Figure[] {
  const ours = bundledPost(path.join(folder, 'ours'));
  const theirs = path.join(folder, 'cdk', 'index.js');
  const noPages = path.join(folder, 'no-pages.mjs');
  writeFileSync(noPages, '');
  bundleAsCdk(path.join(FUNCTIONS, `${POST_HANDLER}.ts`), theirs, noPages);
  const [oursMs, theirsMs] = importCpuMs([ours, theirs], POST_VARIABLES);
  return [
    {
      name: 'bundle of the post handler',
      value: statSync(ours).size / 1000,
      unit: 'kB',
      budget: { atMost: 420 },
      peer: { name: 'CDK', value: statSync(theirs).size / 1000 },
    },
    {
      name: 'import of the post handler',
      value: oursMs,
      unit: 'ms CPU',
      peer: { name: 'CDK', value: theirsMs, ratioAtMost: 0.65 },
    },
  ];
}
