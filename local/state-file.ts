import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { z } from 'zod/mini';
import type { StateFile } from './emulator.ts';

/** Writes of the same document within this time are joined, in milliseconds of real time. */
const WRITE_DELAY_MS = 50;

export interface PersistentStateFile extends StateFile {
  /** Writes at once what waits to be written. */
  flush(): void;
}

/** A JSON document at `file`, always whole on disk: written beside it, then renamed. */
export function openStateFile(
  file: string,
  notice: (message: string) => void,
): PersistentStateFile {
  let pending: { readonly value: unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (!pending) return;
    const { value } = pending;
    pending = undefined;
    writeWhole(file, JSON.stringify(value));
  }

  return {
    load: () => (pending ? pending.value : readState(file, notice, (saved) => saved)),
    loadAs: (parse) => (pending ? parse(pending.value) : readState(file, notice, parse)),
    save(value) {
      pending = { value };
      timer ??= setTimeout(flush, WRITE_DELAY_MS);
    },
    flush,
  };
}

/** Replaces `file` in one step, so that a reader or a kill never sees half of it. */
export function writeWhole(file: string, content: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.new`;
  writeFileSync(fresh, content);
  renameSync(fresh, file);
}

/** Keeps a broken file beside its place, for people; returns where. */
export function setAside(file: string): string {
  const aside = `${file}.corrupt`;
  rmSync(aside, { recursive: true, force: true });
  renameSync(file, aside);
  return aside;
}

function readState<T>(
  file: string,
  notice: (message: string) => void,
  parse: (saved: unknown) => T,
): T | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const aside = setAside(file);
    notice(
      `${file} is not readable (${reasonOf(error)}); it is kept as ${aside}, and its service starts empty.`,
    );
    return undefined;
  }
}

/** On one line: a notice is one. */
function reasonOf(error: unknown): string {
  if (!(error instanceof z.core.$ZodError)) return String(error);
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'the whole'}: ${issue?.message}`;
}
