import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';

/** Bundles a program as functions are bundled for a deployment: what tsx makes of it at run time is slower. */
export function bundleProgram(entry: string, outfile: string): string {
  buildSync({
    entryPoints: [path.join(__dirname, entry)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    conditions: ['source', 'module'],
    logLevel: 'warning',
  });
  return outfile;
}

/** Runs a bundled program in a process of its own and gives the JSON that it prints. */
export async function runProgram<T>(
  file: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<T> {
  const env = { ...process.env, BENCH_FOLDER: __dirname, ...variables };
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', file, ...args], {
    env,
  });
  return JSON.parse(stdout) as T; // one of our own programs
}
