import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod/mini';
import { CliError } from './cli-error.ts';
import { findUpwards } from './find-upwards.ts';

/** One that takes the connection and is silent for longer is busy; the command then finds out. */
const PATIENCE_MS = 2000;

const names = z.record(z.string(), z.string());

/** What the command needs of `local.json`, which a running local cloud writes. */
const LOCAL_STATE = z.object({
  pid: z.number(),
  stage: z.string(),
  region: z.string(),
  awsEndpoint: z.string(),
  credentials: z.object({
    accessKeyId: z.string(),
    secretAccessKey: z.string(),
    sessionToken: z.exactOptional(z.string()),
  }),
  tables: names,
  functions: names,
  mailbox: z.string(),
  clock: z.string(),
});

export type LocalState = z.infer<typeof LOCAL_STATE>;

/** Finds the running local cloud by `AFTERPROD_LOCAL`, or `.afterprod/local.json` here or in a folder above. */
export async function findLocalState(env: NodeJS.ProcessEnv, cwd: string): Promise<LocalState> {
  const file = env['AFTERPROD_LOCAL'] || findUpwards(cwd, path.join('.afterprod', 'local.json'));
  if (!file || !existsSync(file)) {
    throw new CliError(
      `No local cloud runs here${file ? ` (${file} does not exist)` : ''}. Start it with npm start; where it uses another --data folder, set AFTERPROD_LOCAL to its local.json.`,
    );
  }
  const parsed = LOCAL_STATE.safeParse(readJson(file));
  if (!parsed.success) {
    throw new CliError(
      `${file} is not the file of a local cloud. Delete it, then run npm start again.`,
    );
  }
  const { pid, awsEndpoint } = parsed.data;
  const ended = isAlive(pid) ? await strangerAt(awsEndpoint, pid) : `no process ${pid}`;
  if (!ended) return parsed.data;
  throw new CliError(
    `The local cloud of ${file} has ended (${ended}). Start it again with npm start.`,
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** After a kill the process id and the port may be strangers' by now: the clock of the local cloud tells whose it is. */
async function strangerAt(awsEndpoint: string, pid: number): Promise<string | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { headers } = await fetch(new URL('/clock', awsEndpoint), { signal });
    const isOurs = headers.get('afterprod-pid') === String(pid);
    return isOurs ? undefined : `${awsEndpoint} is another program's now`;
  } catch (error) {
    const isBusy = error instanceof DOMException && error.name === 'TimeoutError';
    return isBusy ? undefined : `${awsEndpoint} does not answer`;
  }
}

/** Signal 0 asks without doing anything; a process of another user counts as alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
