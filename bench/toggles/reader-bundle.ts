import * as path from 'node:path';
import { buildSync } from 'esbuild';
import type { Figure } from '../report.ts';

/** What a function's bundle grows by when it imports the reader; the runtime, or its other code, has the SDK. */
export function readerBundle(): readonly Figure[] {
  return [
    {
      name: 'bundle of the reader, without the AWS SDK',
      value: kilobytesOf(['@aws-sdk/*', '@smithy/*']),
      unit: 'kB',
      budget: { atMost: 200 },
    },
    { name: 'bundle of the reader, all of it', value: kilobytesOf([]), unit: 'kB' },
  ];
}

function kilobytesOf(external: string[]): number {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(__dirname, '../../functions/toggles/index.ts')],
    outdir: 'out',
    write: false,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    conditions: ['source', 'module'],
    legalComments: 'none',
    logLevel: 'warning',
    external,
  });
  return outputFiles.reduce((sum, { contents }) => sum + contents.length, 0) / 1000;
}
