import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/** What every function process is started with. */
export interface RuntimeFiles {
  readonly bootstrap: string;
  readonly compileCacheDir: string;
  /** Where `require('@aws-sdk/…')` finds the SDK that AWS's runtimes bring along, and nothing else. */
  readonly nodePath: string;
}

/** The scopes of the AWS SDK and of what it is made of. */
const SDK_SCOPES = ['@aws-sdk', '@smithy', '@aws-crypto'];

/** Lays out the runtime in `dataDir`: the bootstrap in one file, which starts fast, and the SDK beside it. */
export async function prepareRuntime(dataDir: string): Promise<RuntimeFiles> {
  const nodePath = path.join(dataDir, 'runtime', 'node_modules');
  linkSdk(nodePath);
  return {
    bootstrap: await bootstrapFile(path.join(dataDir, 'runtime')),
    compileCacheDir: path.join(dataDir, 'compile-cache'),
    nodePath,
  };
}

async function bootstrapFile(targetDir: string): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, 'runtime', 'bootstrap.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  const [{ text } = { text: '' }] = outputFiles;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const file = path.join(targetDir, `bootstrap-${hash}.js`);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  return file;
}

function linkSdk(nodePath: string): void {
  rmSync(nodePath, { recursive: true, force: true });
  mkdirSync(nodePath, { recursive: true });
  const roots = require.resolve.paths('@aws-sdk') ?? [];
  for (const scope of SDK_SCOPES) {
    const found = roots.map((root) => path.join(root, scope)).find(existsSync);
    if (found !== undefined) symlinkSync(found, path.join(nodePath, scope), 'junction');
  }
}
