import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { servePages } from '../../local/page/pages.ts';
import { describeLocalCloud, writeLocalJson } from '../../local/start/local-json.ts';
import type { Template } from '../../local/template/template.ts';
import { bundledCommand } from './bundled-programs.ts';
import { startTestCloud, type TestCloud } from './cloud.ts';
import { type Outcome, runInProcess } from './command-in-process.ts';

/** From its sources: slower. */
const COMMAND = path.join(__dirname, '../../bin/afterprod.js');

/**
 * Runs the `afterprod` command, in a folder where nothing is known: in this process, or with `cwd` as one of its own.
 */
export function afterprod(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<Outcome> {
  const bundled = bundledCommand();
  const all = { ...BARE, ...env };
  if (bundled && cwd === undefined) return runInProcess(bundled, args, all);
  return runAsProcess([bundled ?? COMMAND, ...args], all, cwd ?? tmpdir());
}

function runAsProcess(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Outcome> {
  const child = spawn(process.execPath, command, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The developer's own profile must not decide what a test finds. */
const BARE = {
  PATH: process.env['PATH'] ?? '',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

export interface RunningCloud extends TestCloud {
  /** Runs `afterprod … ` against this cloud. */
  afterprod(...args: readonly string[]): Promise<Outcome>;
  /** As whoever cloned the repository starts it: a bundle hides what Node does not find. */
  fromSources(...args: readonly string[]): Promise<Outcome>;
  /** The same as `afterprod` with `--json`, parsed. */
  json(...args: readonly string[]): Promise<unknown>;
}

/** A local cloud that the command finds, as `npm start` leaves it. */
export async function startRunningCloud(
  templates: Readonly<Record<string, Template>>,
): Promise<RunningCloud> {
  const folder = mkdtempSync(path.join(tmpdir(), 'afterprod-cli-'));
  const cloud = await startTestCloud(templates);
  servePages(cloud, 'prod');
  writeLocalJson(folder, describeLocalCloud(cloud, 'prod'));
  const env = { AFTERPROD_LOCAL: path.join(folder, 'local.json') };
  const run = (...args: readonly string[]) => afterprod(args, env);
  return {
    ...cloud,
    afterprod: run,
    fromSources: (...args) => runAsProcess([COMMAND, ...args], { ...BARE, ...env }, folder),
    async json(...args) {
      const { stdout, stderr, code } = await run(...args, '--json');
      if (code !== 0) throw new Error(stderr);
      return JSON.parse(stdout);
    },
    async stop() {
      await cloud.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
