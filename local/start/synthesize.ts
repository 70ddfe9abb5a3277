import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { SetupError } from '../setup-error.ts';

/** What `cdk synth` adds to the context and the local cloud reads: where resources come from. */
const CONTEXT_OF_THE_CLI = {
  'aws:cdk:enable-path-metadata': true,
  'aws:cdk:enable-asset-metadata': true,
  'aws:cdk:disable-version-reporting': true,
  'aws:cdk:bundling-stacks': ['**'],
};

export interface Synthesis {
  /** Settles when the templates are written to the folder; rejects with the app's own words. */
  readonly done: Promise<void>;
  cancel(): void;
}

/** Synthesizes the app of `appRoot` into `outputFolder`, as its cdk.json says, without validation (CI does that). */
export function synthesize(appRoot: string, outputFolder: string): Synthesis {
  const { app, context } = readCdkJson(appRoot);
  const child = spawn(withOurNode(app), {
    cwd: appRoot,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      CDK_OUTDIR: outputFolder,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...CONTEXT_OF_THE_CLI }),
    },
  });
  return { done: outcomeOf(child), cancel: () => void child.kill() };
}

interface CdkJson {
  readonly app: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

function readCdkJson(appRoot: string): CdkJson {
  const file = path.join(appRoot, 'cdk.json');
  try {
    const cdkJson: CdkJson = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof cdkJson.app === 'string') return cdkJson;
  } catch (cause) {
    throw new SetupError(`${file} is not readable; bring it back from Git.`, { cause });
  }
  throw new SetupError(`${file} names no "app"; bring it back from Git.`);
}

/** `exec`, so that a cancelled synthesis ends Node and not only its shell. */
function withOurNode(app: string): string {
  return `exec ${app.replace(/^node /, `"${process.execPath}" `)}`;
}

function outcomeOf(child: ChildProcess): Promise<void> {
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new SetupError(said.trim() || `Synthesis ended with code ${code}.`));
    });
  });
}
