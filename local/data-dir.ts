import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { SetupError } from './setup-error.ts';
import { openStateFile, type PersistentStateFile, setAside, writeWhole } from './state-file.ts';

/** The folder that holds all that survives a restart. One local cloud at a time may use it. */
export interface DataDir {
  /** A folder of one service's own. It exists. */
  folder(service: string): string;
  state(service: string): PersistentStateFile;
  /** Random, and the same at every start; the keys of this local cloud come from it. */
  readonly secret: string;
  /** Writes what waits to be written and lets another local cloud use the folder. */
  close(): void;
}

const SECRET_BYTES = 32;
const SECRET = /^[0-9a-f]{64}$/;

/** Takes the folder for this process; refuses when another live local cloud has it. */
export function openDataDir(dir: string, notice: (message: string) => void): DataDir {
  mkdirSync(dir, { recursive: true });
  const lockFile = path.join(dir, 'lock');
  lock(dir, lockFile);
  const states = new Map<string, PersistentStateFile>();
  const folder = (service: string) => {
    const own = path.join(dir, service);
    mkdirSync(own, { recursive: true });
    return own;
  };
  return {
    folder,
    state(service) {
      const open = states.get(service);
      if (open) return open;
      const state = openStateFile(path.join(folder(service), 'state.json'), notice);
      states.set(service, state);
      return state;
    },
    secret: secretOf(path.join(dir, 'secret'), notice),
    close() {
      for (const state of states.values()) state.flush();
      rmSync(lockFile, { force: true });
    },
  };
}

/** Takes away the lock of a process that has proved to be no local cloud: its id has gone to a stranger. */
export function dropLockOf(dir: string, pid: number): void {
  const lockFile = path.join(dir, 'lock');
  if (existsSync(lockFile) && readFileSync(lockFile, 'utf8') === String(pid)) rmSync(lockFile);
}

function lock(dir: string, lockFile: string): void {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const holder = Number(readFileSync(lockFile, 'utf8'));
  if (holder !== process.pid && isAlive(holder)) {
    throw new SetupError(
      `${dir} is in use by the local cloud with process id ${holder}. Stop that one (if that process is something else, delete ${lockFile}), or give this one another folder with --data.`,
    );
  }
  writeWhole(lockFile, String(process.pid));
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}

/** Signal 0 asks without doing anything; a process of another user counts as alive. */
function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** A broken one is made anew: keys change then, and nothing else. */
function secretOf(file: string, notice: (message: string) => void): string {
  const kept = keptSecret(file);
  if (kept !== undefined && SECRET.test(kept)) return kept;
  if (kept !== undefined) {
    const aside = setAside(file);
    notice(
      `${file} is no secret; it is kept as ${aside}, and the keys of this local cloud change.`,
    );
  }
  const secret = randomBytes(SECRET_BYTES).toString('hex');
  writeWhole(file, secret);
  return secret;
}

/** Undefined where there is none; what cannot be read, such as a folder, is broken. */
function keptSecret(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : '';
  }
}
